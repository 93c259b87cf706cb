package org.proofoflife.ingest.status;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.proofoflife.storage.certification.Certification;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.certification.CertificationState;
import org.proofoflife.storage.certification.Certifications;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends certifications whose time has run out: those that are asked for at once, the others within a minute. */
@Component
public class ExpireOverdue {

    private static final int BATCH = 500;

    private final Certifications certifications;
    private final CertificationMoves moves;
    private final Clock clock;

    ExpireOverdue(Certifications certifications, CertificationMoves moves, Clock clock) {
        this.certifications = certifications;
        this.moves = moves;
        this.clock = clock;
    }

    /** Whether it is expired, which it becomes here if its time has run out. */
    public boolean expired(Certification certification) {
        if (certification.state() != CertificationState.OPEN) {
            return certification.state() == CertificationState.EXPIRED;
        }
        return !certification.expiresAt().isAfter(clock.instant()) && moves.expire(certification.id(), "job:expiry");
    }

    @Scheduled(fixedDelayString = "${ingest.expiry-interval:1m}")
    void sweep() {
        List<UUID> overdue;
        do {
            overdue = certifications.overdue(BATCH);
            overdue.forEach(id -> moves.expire(id, "job:expiry"));
        } while (overdue.size() == BATCH);
    }
}
