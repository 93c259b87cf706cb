package org.proofoflife.ingest.findings;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.CertificateSource;
import org.proofoflife.storage.certification.CertificationState;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.findings.Finding;
import org.proofoflife.storage.roster.BenefitStatus;
import org.proofoflife.storage.roster.LifeStatus;
import org.proofoflife.storage.roster.Scheme;

/** Everything on record about one person, for somebody who decides about their money. Months are yyyy-MM. */
record PersonFile(
        String ref,
        String name,
        String number,
        Scheme scheme,
        String region,
        @Nullable LocalDate birthDate,
        Standing standing,
        List<Attempt> certifications,
        List<Certified> certificates,
        List<LifeSign> lifeEvidence,
        List<Payment> payments,
        List<Suspension> suspensions,
        List<Finding> findings) {

    /**
     * How the person stands today.
     *
     * @param certifiedUntil last day that any certificate covers
     * @param suspendedSince month from which payment is suspended for want of certification
     * @param benefitEnds first month for which no benefit is due
     */
    record Standing(
            BenefitStatus benefitStatus,
            LifeStatus lifeStatus,
            @Nullable Long benefitFen,
            @Nullable LocalDate retiredOn,
            @Nullable LocalDate certifiedUntil,
            @Nullable String suspendedSince,
            @Nullable LocalDate diedOn,
            @Nullable String benefitEnds) {}

    record Attempt(
            UUID id,
            String channel,
            CertificationState state,
            @Nullable OutcomeCode outcome,
            Instant openedAt) {}

    record Certified(CertificateSource source, LocalDate certifiedOn, LocalDate validUntil, boolean revoked) {}

    /** @param strength STRONG, MEDIUM, WEAK or ENDS */
    record LifeSign(String kind, String strength, LocalDate observedOn, Instant receivedAt) {}

    record Payment(String month, String kind, long amountFen, String paymentNo) {}

    /** @param untilMonth first month paid again, null while it lasts */
    record Suspension(String fromMonth, @Nullable String untilMonth) {}

    @Override
    public String toString() {
        return "PersonFile[" + ref + "]";
    }
}
