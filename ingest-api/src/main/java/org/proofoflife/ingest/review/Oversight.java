package org.proofoflife.ingest.review;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Figures for those who answer for the whole. */
@Component
class Oversight {

    private final JdbcClient jdbc;
    private final Clock clock;

    Oversight(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
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
     * @param facesStored people whose face template is kept; at 100,000 a filing is due
     */
    record Figures(
            long people,
            long certified,
            List<Month> months,
            Map<String, Long> outcomes,
            List<Day> days,
            long underReview,
            @Nullable Instant oldestCase,
            Ages ages,
            long waiting,
            long judgedLastHour,
            List<Throughput> workers,
            long facesStored) {}

    /** @param month yyyy-MM */
    record Month(String month, long certified) {}

    /** Cases by how long they wait: less than a day, one to three days, longer. */
    record Ages(long underOneDay, long underThreeDays, long older) {}

    /** @param medianMillis of the time a clip took, from its claim to its decision */
    record Throughput(String worker, long judged, long medianMillis) {}

    /** Certificates issued on a day. */
    record Day(LocalDate day, long certified) {}

    Figures figures() {
        LocalDate today = LocalDate.now(clock);
        Instant now = clock.instant();
        Map<String, Long> outcomes = jdbc
                .sql("select outcome, count(*) as n from decision where decided_at > :since group by outcome")
                .param("since", Columns.time(now.minusSeconds(30L * 86_400)))
                .query((row, n) -> Map.entry(row.getString(1), row.getLong(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        List<Day> days = jdbc.sql("""
                        select certified_on, count(*) from certificate
                        where certified_on > :since and revoked_at is null group by certified_on order by certified_on""")
                .param("since", today.minusDays(30))
                .query((row, n) -> new Day(row.getObject(1, LocalDate.class), row.getLong(2)))
                .list();
        Instant oldest = jdbc.sql("select min(decided_at) as at from certification where state = 'UNDER_REVIEW'")
                .query((row, n) -> java.util.Optional.ofNullable(Columns.instantOrNull(row, "at")))
                .single()
                .orElse(null);
        return new Figures(
                count("select count(*) from pensioner where benefit_status <> 'STOPPED' and life_status <> 'DEAD'"),
                jdbc.sql("""
                                select count(distinct c.pensioner_id) from certificate c join pensioner p on p.id = c.pensioner_id
                                where c.revoked_at is null and c.certified_on <= :today and c.valid_until >= :today
                                  and p.benefit_status <> 'STOPPED' and p.life_status <> 'DEAD'""").param("today", today).query(Long.class).single(),
                months(today),
                outcomes,
                days,
                count("select count(*) from certification where state = 'UNDER_REVIEW'"),
                oldest,
                ages(now),
                count("select count(*) from certification where state in ('SUBMITTED', 'VERIFYING')"),
                jdbc.sql("select count(*) from decision where decided_at > :since")
                        .param("since", Columns.time(now.minusSeconds(3600)))
                        .query(Long.class)
                        .single(),
                workers(now),
                count("select count(*) from (select pensioner_id from enrolment where template_enc is not null"
                        + " union select pensioner_id from case_face) people"));
    }

    private List<Month> months(LocalDate today) {
        return jdbc.sql("""
                        select to_char(first, 'YYYY-MM') as month, count(*) as certified
                        from (select min(certified_on) as first from certificate
                              where revoked_at is null and certified_on between :year and :today group by pensioner_id) people
                        group by 1 order by 1""")
                .param("year", today.withDayOfYear(1))
                .param("today", today)
                .query(Month.class)
                .list();
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

    private List<Throughput> workers(Instant now) {
        return jdbc.sql("""
                        select worker, count(*) as judged,
                               percentile_disc(0.5) within group (order by elapsed_ms) as median_millis
                        from decision where decided_at > :since group by worker order by judged desc, worker limit 20""")
                .param("since", Columns.time(now.minus(1, ChronoUnit.DAYS)))
                .query(Throughput.class)
                .list();
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
