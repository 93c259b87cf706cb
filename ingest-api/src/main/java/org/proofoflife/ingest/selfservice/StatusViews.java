package org.proofoflife.ingest.selfservice;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.status.AppealRefusal;
import org.proofoflife.ingest.status.ExpireOverdue;
import org.proofoflife.ingest.status.OutcomeWords;
import org.proofoflife.storage.certification.Certificate;
import org.proofoflife.storage.certification.Certificates;
import org.proofoflife.storage.certification.Certification;
import org.proofoflife.storage.certification.CertificationState;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.certification.OutcomeTexts;
import org.springframework.stereotype.Component;

/** Puts an outcome into words for the person it is about. */
@Component
class StatusViews {

    private static final int MOST_HINTS = 3;

    private final Certificates certificates;
    private final AppealRefusal appeals;
    private final ExpireOverdue expiry;
    private final SelfService service;
    private final OutcomeWords words;

    StatusViews(
            Certificates certificates,
            AppealRefusal appeals,
            ExpireOverdue expiry,
            SelfService service,
            OutcomeWords words) {
        this.certificates = certificates;
        this.appeals = appeals;
        this.expiry = expiry;
        this.service = service;
        this.words = words;
    }

    StatusView of(Certification certification, Locale locale) {
        boolean expired = expiry.expired(certification);
        OutcomeCode outcome = expired ? OutcomeCode.CHALLENGE_EXPIRED : certification.outcome();
        return new StatusView(
                certification.id(),
                expired ? CertificationState.EXPIRED : certification.state(),
                outcome,
                outcome == null
                        ? null
                        : words.of(certification.id(), outcome, locale).title(),
                hints(outcome, certification.reasonCodes(), locale),
                validUntil(certification),
                service.attemptsLeft(certification.pensionerId()),
                appeals.isPossible(certification));
    }

    private static List<String> hints(@Nullable OutcomeCode outcome, List<OutcomeCode> reasons, Locale locale) {
        if (outcome == null || outcome == OutcomeCode.CERTIFIED) {
            return List.of();
        }
        return Stream.concat(Stream.of(outcome), reasons.stream())
                .distinct()
                // What only a clerk can settle is nothing that the person could mind next time.
                .filter(code -> code.state() != CertificationState.UNDER_REVIEW)
                .limit(MOST_HINTS)
                .map(code -> OutcomeTexts.of(code, locale).hint())
                .filter(hint -> !hint.isBlank())
                .toList();
    }

    private @Nullable LocalDate validUntil(Certification certification) {
        return certificates
                .ofCertification(certification.id())
                .map(Certificate::validUntil)
                .orElse(null);
    }
}
