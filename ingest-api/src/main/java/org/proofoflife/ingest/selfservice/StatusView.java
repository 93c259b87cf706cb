package org.proofoflife.ingest.selfservice;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.CertificationState;
import org.proofoflife.storage.certification.OutcomeCode;

/**
 * What became of a certification, as its page shows it.
 *
 * @param message the outcome in words; for S10 and S11 exactly those of the source document
 * @param hints what to mind next time, one a reason
 * @param validUntil last day of the certificate, where there is one
 * @param attemptsLeft how often the person may still try today
 */
public record StatusView(
        UUID id,
        CertificationState state,
        @Nullable OutcomeCode outcome,
        @Nullable String message,
        List<String> hints,
        @Nullable LocalDate validUntil,
        int attemptsLeft,
        boolean canAppeal) {}
