package org.proofoflife.ingest.enrolment;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.proofoflife.ingest.problem.ApiProblem;
import org.proofoflife.ingest.problem.ProblemCode;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.certification.Certification;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.certification.Certifications;
import org.proofoflife.storage.enrolment.Consents;
import org.proofoflife.storage.enrolment.Enrolments;
import org.proofoflife.storage.objects.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes back a person's consent to face recognition (PIPL art. 15 and 47): templates and photos go, what was certified
 * before stays good. To certify by face again takes a new photo and a new consent.
 */
@Component
public class WithdrawConsent {

    private static final Logger LOG = LoggerFactory.getLogger(WithdrawConsent.class);

    private final Certifications certifications;
    private final CertificationMoves moves;
    private final Consents consents;
    private final Enrolments enrolments;
    private final AuditLog audit;
    private final ObjectStore store;
    private final TransactionOperations transactions;

    WithdrawConsent(
            Certifications certifications,
            CertificationMoves moves,
            Consents consents,
            Enrolments enrolments,
            AuditLog audit,
            ObjectStore store,
            TransactionOperations transactions) {
        this.certifications = certifications;
        this.moves = moves;
        this.consents = consents;
        this.enrolments = enrolments;
        this.audit = audit;
        this.store = store;
        this.transactions = transactions;
    }

    /**
     * Done twice, the second time changes nothing.
     *
     * @throws ApiProblem CERTIFICATION_UNDER_WAY while a clip of the person waits for its judgement or a person
     */
    public void withdraw(UUID pensionerId, String actor) {
        List<String> photos = transactions.execute(transaction -> {
            List<String> ended = enrolments.withdraw(pensionerId, actor);
            int withdrawn = consents.withdraw(pensionerId);
            if (withdrawn > 0) {
                audit.append(new AuditLog.Entry(
                        actor,
                        "WITHDRAW",
                        "consent",
                        pensionerId.toString(),
                        "GIVEN",
                        "WITHDRAWN",
                        Map.of("consents", withdrawn)));
            }
            for (Certification unsettled : certifications.unsettled(pensionerId)) {
                if (!moves.abandon(unsettled.id(), actor)) {
                    throw new ApiProblem(ProblemCode.CERTIFICATION_UNDER_WAY);
                }
            }
            return ended;
        });
        try {
            store.remove(ObjectStore.Bucket.PHOTOS, Objects.requireNonNull(photos));
        } catch (IOException e) {
            LOG.warn("Photos whose consent was withdrawn wait for retention: {}", e.getMessage());
        }
    }
}
