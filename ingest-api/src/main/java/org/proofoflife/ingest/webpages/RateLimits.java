package org.proofoflife.ingest.webpages;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.proofoflife.storage.crypto.BlindIndex;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts attempts in fixed windows, for all replicas together. What is counted is kept as a keyed index only, so that
 * neither addresses nor numbers stand in the table.
 */
@Component
public class RateLimits {

    private final JdbcClient jdbc;
    private final BlindIndex index;
    private final Clock clock;

    public RateLimits(JdbcClient jdbc, BlindIndex index, Clock clock) {
        this.jdbc = jdbc;
        this.index = index;
        this.clock = clock;
    }

    /**
     * Counts one attempt, whatever becomes of the caller's transaction.
     *
     * @throws WebProblem TOO_MANY_ATTEMPTS once there are more than most within the window
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void count(String what, String who, int most, Duration window) {
        Instant now = clock.instant();
        Instant start = start(now, window);
        int hits = jdbc.sql("""
                        insert into web_rate (key, window_start, hits) values (:key, :start, 1)
                        on conflict (key, window_start) do update set hits = web_rate.hits + 1
                        returning hits""")
                .param("key", key(what, who))
                .param("start", Columns.time(start))
                .query(Integer.class)
                .single();
        if (hits == 1) {
            jdbc.sql("delete from web_rate where window_start < :old")
                    .param("old", Columns.time(now.minus(Duration.ofDays(2))))
                    .update();
        }
        if (hits > most) {
            throw WebProblem.tooMany(Duration.between(now, start.plus(window)));
        }
    }

    /** An attempt that was counted just now turned out not to count. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void takeBack(String what, String who, Duration window) {
        jdbc.sql("update web_rate set hits = hits - 1 where key = :key and window_start = :start and hits > 0")
                .param("key", key(what, who))
                .param("start", Columns.time(start(clock.instant(), window)))
                .update();
    }

    private byte[] key(String what, String who) {
        return index.of("web-rate", what + '\0' + who);
    }

    private static Instant start(Instant now, Duration window) {
        return Instant.ofEpochSecond(now.getEpochSecond() / window.toSeconds() * window.toSeconds());
    }
}
