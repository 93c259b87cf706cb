package org.proofoflife.ingest.review;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Figures for those who answer for the whole. */
@Component
class Oversight {

    private final RosterFigures roster;
    private final JdbcClient jdbc;
    private final Clock clock;

    Oversight(RosterFigures roster, JdbcClient jdbc, Clock clock) {
        this.roster = roster;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param countedAt when people, certificates, outcomes and faces were counted; all else is of now
     * @param people on the roster with benefits not stopped
     * @param certified of them, with a certificate that covers today
     * @param months of this year up to now: how many people certified in it for the first time this year
     * @param outcomes of the last 30 days, by code
     * @param underReview cases open now
     * @param oldestCase since when the oldest of them waits
     * @param ages how long they wait
     * @param waiting clips submitted and not yet judged
     * @param judgedLastHour decisions of the workers
     * @param workers of the last 24 hours, the busiest first
     * @param facesStored people of whom a face template, a clip or pictures out of one are kept; at 100,000 a filing is due
     */
    record Figures(
            Instant countedAt,
            long people,
            long certified,
            List<RosterFigures.Month> months,
            Map<String, Long> outcomes,
            List<RosterFigures.Day> days,
            long underReview,
            @Nullable Instant oldestCase,
            Ages ages,
            long waiting,
            long judgedLastHour,
            List<Throughput> workers,
            long facesStored) {}

    /** Cases by how long they wait: less than a day, one to three days, longer. */
    record Ages(long underOneDay, long underThreeDays, long older) {
        long all() {
            return underOneDay + underThreeDays + older;
        }
    }

    /** @param medianMillis of the time a clip took, from its claim to its decision */
    record Throughput(String worker, long judged, long medianMillis) {}

    Figures figures() {
        RosterFigures.Counted counted = roster.counted();
        Instant now = clock.instant();
        Ages ages = ages(now);
        return new Figures(
                counted.at(),
                counted.people(),
                counted.certified(),
                counted.months(),
                counted.outcomes(),
                counted.days(),
                ages.all(),
                oldestCase(),
                ages,
                waiting(),
                judgedLastHour(now),
                workers(now),
                counted.facesStored());
    }

    private @Nullable Instant oldestCase() {
        return jdbc.sql("select min(decided_at) as at from certification where state = 'UNDER_REVIEW'")
                .query((row, n) -> java.util.Optional.ofNullable(Columns.instantOrNull(row, "at")))
                .single()
                .orElse(null);
    }

    private Ages ages(Instant now) {
        return jdbc.sql("""
                        select count(*) filter (where decided_at > :day) as under_one_day,
                               count(*) filter (where decided_at <= :day and decided_at > :three) as under_three_days,
                               count(*) filter (where decided_at <= :three) as older
                        from certification where state = 'UNDER_REVIEW'""")
                .param("day", Columns.time(now.minus(1, ChronoUnit.DAYS)))
                .param("three", Columns.time(now.minus(3, ChronoUnit.DAYS)))
                .query(Ages.class)
                .single();
    }

    private long waiting() {
        return jdbc.sql("select count(*) from certification where state in ('SUBMITTED', 'VERIFYING')")
                .query(Long.class)
                .single();
    }

    private long judgedLastHour(Instant now) {
        return jdbc.sql("select count(*) from decision where decided_at > :since")
                .param("since", Columns.time(now.minus(1, ChronoUnit.HOURS)))
                .query(Long.class)
                .single();
    }

    private List<Throughput> workers(Instant now) {
        return jdbc.sql("""
                        select worker, count(*) as judged,
                               percentile_disc(0.5) within group (order by elapsed_ms) as median_millis
                        from decision where decided_at > :since group by worker order by judged desc, worker limit 20""")
                .param("since", Columns.time(now.minus(1, ChronoUnit.DAYS)))
                .query(Throughput.class)
                .list();
    }
}
