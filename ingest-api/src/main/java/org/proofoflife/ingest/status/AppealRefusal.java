package org.proofoflife.ingest.status;

import org.proofoflife.ingest.problem.ApiProblem;
import org.proofoflife.ingest.problem.ProblemCode;
import org.proofoflife.storage.certification.Certification;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.certification.CertificationState;
import org.proofoflife.storage.certification.Certifications;
import org.proofoflife.storage.certification.IllegalMoveException;
import org.springframework.stereotype.Component;

/**
 * Brings a refusal before a person, who compares the photos; open after {@value #FAILURES} refusals in a row, and while
 * there are photos to compare: without consent there are none.
 */
@Component
public class AppealRefusal {

    public static final int FAILURES = 3;

    private final Certifications certifications;
    private final CertificationMoves moves;

    AppealRefusal(Certifications certifications, CertificationMoves moves) {
        this.certifications = certifications;
        this.moves = moves;
    }

    public boolean isPossible(Certification certification) {
        return certification.state() == CertificationState.REJECTED
                && certifications.consentStands(certification.id())
                && certifications.failuresInARow(certification.pensionerId()) >= FAILURES;
    }

    /** @throws ApiProblem APPEAL_NOT_POSSIBLE */
    public void appeal(Certification certification, String actor) {
        if (!isPossible(certification)) {
            throw new ApiProblem(ProblemCode.APPEAL_NOT_POSSIBLE);
        }
        try {
            moves.appeal(certification.id(), actor);
        } catch (IllegalMoveException raced) {
            throw new ApiProblem(ProblemCode.APPEAL_NOT_POSSIBLE, raced);
        }
    }
}
