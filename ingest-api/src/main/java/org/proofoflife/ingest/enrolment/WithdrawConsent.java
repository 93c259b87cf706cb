package org.proofoflife.ingest.enrolment;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.proofoflife.ingest.problem.ApiProblem;
import org.proofoflife.ingest.problem.ProblemCode;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.certification.Certification;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.certification.Certifications;
import org.proofoflife.storage.enrolment.Consents;
import org.proofoflife.storage.enrolment.Enrolments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes back a person's consent to face recognition (PIPL art. 15 and 47): templates, photos, clips and pictures go, what
 * was certified before stays good. To certify by face again takes a new photo and a new consent.
 */
@Component
public class WithdrawConsent {

    private static final Logger LOG = LoggerFactory.getLogger(WithdrawConsent.class);

    private final Certifications certifications;
    private final CertificationMoves moves;
    private final Consents consents;
    private final Enrolments enrolments;
    private final AuditLog audit;
    private final EraseFaces faces;
    private final TransactionOperations transactions;

    WithdrawConsent(
            Certifications certifications,
            CertificationMoves moves,
            Consents consents,
            Enrolments enrolments,
            AuditLog audit,
            EraseFaces faces,
            TransactionOperations transactions) {
        this.certifications = certifications;
        this.moves = moves;
        this.consents = consents;
        this.enrolments = enrolments;
        this.audit = audit;
        this.faces = faces;
        this.transactions = transactions;
    }

    /**
     * Done twice, the second time changes nothing.
     *
     * @throws ApiProblem CERTIFICATION_UNDER_WAY while a clip of the person waits for its judgement or a person
     */
    public void withdraw(UUID pensionerId, String actor) {
        transactions.executeWithoutResult(transaction -> {
            enrolments.withdraw(pensionerId, actor);
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
        });
        try {
            faces.erase(pensionerId, actor);
        } catch (IOException e) {
            LOG.warn("Faces whose consent was withdrawn wait for the next try: {}", e.getMessage());
        }
    }
}
