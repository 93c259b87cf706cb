package org.proofoflife.storage.certification;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a person is certified, and for which period (认证结果).
 *
 * @param certificationId null where another source than this pipeline certified
 * @param certifiedOn for which it speaks: the day on which the clip came in, or the person was seen
 * @param validFrom first day of the month after the success
 * @param validUntil last day of the period
 * @param issuedAt when it was decided or, by another source, recorded
 */
public record Certificate(
        UUID id,
        UUID pensionerId,
        @Nullable UUID certificationId,
        CertificateSource source,
        LocalDate certifiedOn,
        LocalDate validFrom,
        LocalDate validUntil,
        Instant issuedAt,
        @Nullable Instant revokedAt) {}
