package org.proofoflife.ingest.status;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.problem.ApiProblem;
import org.proofoflife.ingest.problem.ProblemCode;
import org.proofoflife.storage.certification.Certification;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.certification.CertificationState;
import org.proofoflife.storage.certification.Certifications;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings a refusal before a person, who compares the photos. Open after {@value #FAILURES} refusals in a row, for the
 * latest of them, for some days, while there are photos to compare (without consent there are none), and once: what a
 * person has decided stays decided.
 */
@Component
public class AppealRefusal {

    public static final int FAILURES = 3;

    private final Certifications certifications;
    private final CertificationMoves moves;
    private final AppealProperties properties;
    private final Clock clock;

    AppealRefusal(Certifications certifications, CertificationMoves moves, AppealProperties properties, Clock clock) {
        this.certifications = certifications;
        this.moves = moves;
        this.properties = properties;
        this.clock = clock;
    }

    public boolean isPossible(Certification certification) {
        return hindrance(certification) == null;
    }

    /** @throws ApiProblem APPEAL_NOT_POSSIBLE, APPEAL_REVIEWED, APPEAL_TOO_LATE or APPEAL_NOT_LATEST */
    @Transactional
    public void appeal(Certification certification, String actor) {
        ProblemCode hindrance =
                hindrance(certifications.lock(certification.id()).orElseThrow());
        if (hindrance != null) {
            throw new ApiProblem(hindrance);
        }
        moves.appeal(certification.id(), actor);
    }

    private @Nullable ProblemCode hindrance(Certification certification) {
        if (certification.state() != CertificationState.REJECTED || !certifications.consentStands(certification.id())) {
            return ProblemCode.APPEAL_NOT_POSSIBLE;
        }
        if (certifications.isReviewed(certification.id())) {
            return ProblemCode.APPEAL_REVIEWED;
        }
        Instant decided = Objects.requireNonNull(certification.decidedAt());
        if (!decided.plus(properties.within()).isAfter(clock.instant())) {
            return ProblemCode.APPEAL_TOO_LATE;
        }
        if (!certifications.isLatestDecided(certification.id())) {
            return ProblemCode.APPEAL_NOT_LATEST;
        }
        return certifications.failuresInARow(certification.pensionerId()) < FAILURES
                ? ProblemCode.APPEAL_NOT_POSSIBLE
                : null;
    }
}
