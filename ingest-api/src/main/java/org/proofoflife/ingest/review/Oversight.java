package org.proofoflife.ingest.review;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Figures for those who answer for the whole, and the audit log as auditors read it. */
@Component
class Oversight {

    private static final int AUDIT_PAGE = 100;

    private final JdbcClient jdbc;
    private final Clock clock;

    Oversight(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param people on the roster with benefits not stopped
     * @param certified of them, with a certificate that covers today
     * @param outcomes of the last 30 days, by code
     * @param underReview cases open now
     * @param oldestCase since when the oldest of them waits
     * @param waiting clips submitted and not yet judged
     * @param judgedLastHour decisions of the workers
     * @param facesStored people whose face template is kept; at 100,000 a filing is due
     */
    record Figures(
            long people,
            long certified,
            Map<String, Long> outcomes,
            List<Day> days,
            long underReview,
            @Nullable Instant oldestCase,
            long waiting,
            long judgedLastHour,
            long facesStored) {}

    /** Certificates issued on a day. */
    record Day(LocalDate day, long certified) {}

    record AuditLine(
            long id,
            Instant at,
            String actor,
            String action,
            String entity,
            String entityId,
            @Nullable String fromState,
            @Nullable String toState,
            String detail) {}

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
                outcomes,
                days,
                count("select count(*) from certification where state = 'UNDER_REVIEW'"),
                oldest,
                count("select count(*) from certification where state in ('SUBMITTED', 'VERIFYING')"),
                jdbc.sql("select count(*) from decision where decided_at > :since")
                        .param("since", Columns.time(now.minusSeconds(3600)))
                        .query(Long.class)
                        .single(),
                count("select count(distinct pensioner_id) from enrolment where template_enc is not null"));
    }

    /** The latest lines before this id, newest first. */
    List<AuditLine> auditLog(String entityId, String actor, long before) {
        return jdbc.sql("""
                        select * from audit_log where id < :before
                          and (:entityId = '' or entity_id = :entityId) and (:actor = '' or actor = :actor)
                        order by id desc limit :limit""")
                .param("before", before)
                .param("entityId", entityId)
                .param("actor", actor)
                .param("limit", AUDIT_PAGE)
                .query((row, n) -> new AuditLine(
                        row.getLong("id"),
                        Columns.instant(row, "at"),
                        row.getString("actor"),
                        row.getString("action"),
                        row.getString("entity"),
                        row.getString("entity_id"),
                        row.getString("from_state"),
                        row.getString("to_state"),
                        row.getString("detail")))
                .list();
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
