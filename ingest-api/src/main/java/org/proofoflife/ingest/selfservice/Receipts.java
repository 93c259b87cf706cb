package org.proofoflife.ingest.selfservice;

import java.util.Locale;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.storage.certification.Certificate;
import org.proofoflife.storage.certification.Certificates;
import org.proofoflife.storage.certification.Certification;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.Scheme;
import org.proofoflife.storage.roster.Schemes;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Receipts of certifications that succeeded. */
@Component
public class Receipts {

    private final Certificates certificates;
    private final Pensioners pensioners;
    private final Schemes schemes;
    private final ReceiptCodes codes;

    Receipts(Certificates certificates, Pensioners pensioners, Schemes schemes, ReceiptCodes codes) {
        this.certificates = certificates;
        this.pensioners = pensioners;
        this.schemes = schemes;
        this.codes = codes;
    }

    /** @throws WebProblem NOT_FOUND if the certification has no certificate */
    public byte[] of(Certification certification, Locale locale) {
        Certificate certificate =
                certificates.ofCertification(certification.id()).orElseThrow(WebProblem::notFound);
        return of(certificate, locale);
    }

    public byte[] of(Certificate certificate, Locale locale) {
        Scheme scheme = pensioners
                .find(certificate.pensionerId())
                .flatMap(person -> schemes.find(person.scheme()))
                .orElseThrow(WebProblem::notFound);
        String name =
                MaskedName.of(pensioners.personalData(certificate.pensionerId()).name());
        String page = ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/check.html")
                .toUriString();
        return Receipt.pdf(
                new Receipt.Content(name, scheme.name(locale), certificate, codes.of(certificate.id()), page), locale);
    }
}
