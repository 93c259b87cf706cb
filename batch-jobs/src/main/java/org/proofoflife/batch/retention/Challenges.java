package org.proofoflife.batch.retention;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Closes certifications whose challenge ran out before anything was submitted. */
class Challenges {

    private static final int BATCH = 5_000;

    private final JdbcClient jdbc;
    private final CertificationMoves moves;
    private final Clock clock;

    Challenges(JdbcClient jdbc, CertificationMoves moves, Clock clock) {
        this.jdbc = jdbc;
        this.moves = moves;
        this.clock = clock;
    }

    long expire() {
        List<UUID> due = jdbc.sql(
                        "select id from certification where state = 'OPEN' and expires_at <= :now order by expires_at limit :n")
                .param("now", Columns.time(clock.instant()))
                .param("n", BATCH)
                .query(UUID.class)
                .list();
        return due.stream()
                .filter(id -> moves.expire(id, "job:expiredChallenges"))
                .count();
    }
}
