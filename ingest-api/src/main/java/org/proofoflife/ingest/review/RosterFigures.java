package org.proofoflife.ingest.review;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Figures about everybody. They take reading whole tables, which is half a minute at ten million people, and hardly change
 * within minutes: they are counted once for all who look, and kept.
 */
@Component
class RosterFigures {

    /** @param month yyyy-MM */
    record Month(String month, long certified) {}

    /** Certificates that speak for a day: those of the last days still grow by clips that came in on them. */
    record Day(LocalDate day, long certified) {}

    /**
     * @param at when it was counted
     * @param people on the roster with benefits not stopped
     * @param certified of them, with a certificate that covers the day
     * @param months of this year up to now: how many people certified in it for the first time this year
     * @param days the last 30
     * @param outcomes of the last 30 days, by code
     * @param facesStored people of whom a face template is kept, or a clip or pictures out of one
     */
    record Counted(
            Instant at,
            long people,
            long certified,
            List<Month> months,
            List<Day> days,
            Map<String, Long> outcomes,
            long facesStored) {}

    private static final String ENTITLED = " p.benefit_status <> 'STOPPED' and p.life_status <> 'DEAD' ";

    private final JdbcClient jdbc;
    private final ConsoleProperties properties;
    private final Clock clock;
    /** Not a monitor: those who wait would hold the threads that carry all others. */
    private final Lock counting = new ReentrantLock();

    private @Nullable Counted kept;

    RosterFigures(JdbcClient jdbc, ConsoleProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /** No older than {@link ConsoleProperties#figuresKept}; whoever asks while they are counted waits for that count. */
    Counted counted() {
        counting.lock();
        try {
            Instant now = clock.instant();
            Counted counted = kept;
            if (counted == null || !counted.at().plus(properties.figuresKept()).isAfter(now)) {
                counted = count(now);
                kept = counted;
            }
            return counted;
        } finally {
            counting.unlock();
        }
    }

    private Counted count(Instant now) {
        LocalDate today = LocalDate.now(clock);
        return new Counted(
                now, people(), certified(today), months(today), days(today), outcomes(now), facesStored(now));
    }

    private long people() {
        return jdbc.sql("select count(*) from pensioner p where" + ENTITLED)
                .query(Long.class)
                .single();
    }

    private long certified(LocalDate today) {
        return jdbc.sql("select count(*) from pensioner p where" + ENTITLED + """
                        and exists (select from certificate c where c.pensioner_id = p.id and c.revoked_at is null
                          and c.certified_on <= :today and c.valid_until >= :today)""")
                .param("today", today)
                .query(Long.class)
                .single();
    }

    /** By certificates before which this year has none of the same person: faster than finding the first of everybody. */
    private List<Month> months(LocalDate today) {
        return jdbc.sql("""
                        select to_char(c.certified_on, 'YYYY-MM') as month, count(*) as certified from certificate c
                        where c.revoked_at is null and c.certified_on between :year and :today and not exists (
                            select from certificate e where e.pensioner_id = c.pensioner_id and e.revoked_at is null
                              and e.certified_on between :year and :today
                              and (e.certified_on, e.id) < (c.certified_on, c.id))
                        group by 1 order by 1""")
                .param("year", today.withDayOfYear(1))
                .param("today", today)
                .query(Month.class)
                .list();
    }

    private List<Day> days(LocalDate today) {
        return jdbc.sql("""
                        select certified_on as day, count(*) as certified from certificate
                        where certified_on > :since and revoked_at is null group by 1 order by 1""")
                .param("since", today.minusDays(30))
                .query(Day.class)
                .list();
    }

    private Map<String, Long> outcomes(Instant now) {
        return jdbc
                .sql("select outcome, count(*) as n from decision where decided_at > :since group by outcome")
                .param("since", Columns.time(now.minusSeconds(30L * 86_400)))
                .query((row, n) -> Map.entry(row.getString(1), row.getLong(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private long facesStored(Instant now) {
        return jdbc.sql("""
                        select count(*) from (
                            select pensioner_id from enrolment where template_enc is not null
                            union select pensioner_id from case_face
                            union select c.pensioner_id from submission s
                                join certification c on c.id = s.certification_id join consent k on k.id = c.consent_id
                                where s.received_at > :since and k.erased_at is null) people""")
                .param("since", Columns.time(now.minus(properties.evidenceKept())))
                .query(Long.class)
                .single();
    }
}
