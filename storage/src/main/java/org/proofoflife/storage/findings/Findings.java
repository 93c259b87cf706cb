package org.proofoflife.storage.findings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.proofoflife.storage.Refusal;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Findings as people see and confirm them; the reconciliation writes them. */
public class Findings {

    private static final String SELECT = "select f.*, p.ref, p.scheme, p.region";

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    public Findings(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param after id of the last one of the page before, 0 for the first page */
    public List<Finding> list(FindingFilter filter, long after, int limit) {
        return jdbc.sql(SELECT + FindingFilter.CONDITION + " and f.id > :after order by f.id limit :limit")
                .params(filter.parameters())
                .param("after", after)
                .param("limit", limit)
                .query(Findings::finding)
                .list();
    }

    /** All that the filter lets through, in the order of their ids, one after the other. */
    @Transactional(readOnly = true)
    public void each(FindingFilter filter, Consumer<Finding> reader) {
        // Within a transaction the driver reads by the page instead of everything at once.
        try (Stream<Finding> found = jdbc
                .sql(SELECT + FindingFilter.CONDITION + " order by f.id")
                .withFetchSize(1_000)
                .params(filter.parameters())
                .query(Findings::finding)
                .stream()) {
            found.forEach(reader);
        }
    }

    /** How many the filter lets through and their amounts, by kind. */
    public List<Finding.Total> totals(FindingFilter filter) {
        return jdbc.sql("select f.kind, count(*) as findings, sum(f.amount_fen)::bigint as amount_fen"
                        + FindingFilter.CONDITION + " group by f.kind order by f.kind")
                .params(filter.parameters())
                .query((row, n) -> new Finding.Total(
                        FindingKind.valueOf(row.getString("kind")), row.getLong("findings"), row.getLong("amount_fen")))
                .list();
    }

    public Optional<Finding> find(long id) {
        return jdbc.sql(SELECT + " from finding f left join pensioner p on p.id = f.pensioner_id where f.id = :id")
                .param("id", id)
                .query(Findings::finding)
                .optional();
    }

    /** Everything in doubt about a person, the latest month first. */
    public List<Finding> ofPensioner(UUID pensionerId) {
        return jdbc.sql(SELECT + """
                         from finding f join pensioner p on p.id = f.pensioner_id where f.pensioner_id = :id
                        order by f.pay_month desc, f.id""")
                .param("id", pensionerId)
                .query(Findings::finding)
                .list();
    }

    /** Months that have findings, the latest first. */
    public List<YearMonth> months() {
        // Months are few and findings many: each month is one look into the index.
        return jdbc.sql("""
                        with recursive month (day) as (
                            (select pay_month from finding order by pay_month desc limit 1)
                            union all
                            select (select f.pay_month from finding f where f.pay_month < month.day
                                    order by f.pay_month desc limit 1) from month where month.day is not null)
                        select day from month where day is not null""")
                .query((row, n) -> YearMonth.from(row.getDate("day").toLocalDate()))
                .list();
    }

    public List<Finding.Event> history(long id) {
        return jdbc.sql("select * from finding_history where finding_id = :id order by id")
                .param("id", id)
                .query((row, n) -> new Finding.Event(
                        Columns.instant(row, "at"),
                        row.getString("actor"),
                        Optional.ofNullable(row.getString("from_state"))
                                .map(FindingState::valueOf)
                                .orElse(null),
                        FindingState.valueOf(row.getString("to_state")),
                        row.getLong("amount_fen"),
                        row.getString("reason")))
                .list();
    }

    /**
     * A person looked at it and found it true.
     *
     * @param person {@code user:ID}
     * @throws Refusal NOT_OPEN if there is no open finding of this id
     */
    @Transactional
    public void confirm(long id, String person, String note) {
        int confirmed = jdbc.sql("""
                        with done as (update finding set state = 'CONFIRMED', updated_at = :now
                                      where id = :id and state = 'OPEN' returning id, amount_fen)
                        insert into finding_history (finding_id, at, actor, from_state, to_state, amount_fen, reason)
                        select id, :now, :person, 'OPEN', 'CONFIRMED', amount_fen, :note from done""")
                .param("id", id)
                .param("now", Columns.time(clock.instant()))
                .param("person", person)
                .param("note", note)
                .update();
        if (confirmed == 0) {
            throw Refusal.conflict("NOT_OPEN", "There is no open finding " + id);
        }
        audit.append(new AuditLog.Entry(
                person, "CONFIRM", "finding", Long.toString(id), "OPEN", "CONFIRMED", Map.of("note", note)));
    }

    private static Finding finding(ResultSet row, int n) throws SQLException {
        return new Finding(
                row.getLong("id"),
                YearMonth.from(row.getDate("pay_month").toLocalDate()).toString(),
                FindingKind.valueOf(row.getString("kind")),
                row.getObject("pensioner_id", UUID.class),
                row.getString("ref"),
                row.getString("scheme"),
                row.getString("region"),
                row.getLong("amount_fen"),
                FindingState.valueOf(row.getString("state")),
                row.getString("detail"),
                Columns.instant(row, "opened_at"),
                Columns.instant(row, "updated_at"));
    }
}
