package org.proofoflife.ingest.status;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.proofoflife.storage.certification.Certificate;
import org.proofoflife.storage.certification.CertificateSource;

@Schema(name = "Certificate", description = "That the person is certified, and for which period")
public record CertificateView(
        UUID id,
        CertificateSource source,

        @Schema(description = "Day on which the clip came in, whenever it was judged")
        LocalDate certifiedOn,

        @Schema(description = "First day of the month after the success")
        LocalDate validFrom,

        @Schema(description = "Last day of the period") LocalDate validUntil,
        Instant issuedAt) {

    public static CertificateView of(Certificate certificate) {
        return new CertificateView(
                certificate.id(),
                certificate.source(),
                certificate.certifiedOn(),
                certificate.validFrom(),
                certificate.validUntil(),
                certificate.issuedAt());
    }
}
