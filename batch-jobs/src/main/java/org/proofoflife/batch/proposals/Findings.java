package org.proofoflife.batch.proposals;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proofoflife.batch.BatchRefusal;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Findings as people see and confirm them. */
@Repository
public class Findings {

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    Findings(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param ref null for a payee the roster does not know
     * @param detail facts as JSON
     */
    public record Finding(
            long id,
            String month,
            String kind,
            @Nullable String ref,
            long amountFen,
            String state,
            String detail,
            Instant openedAt,
            Instant updatedAt) {}

    public record Event(Instant at, String actor, @Nullable String from, String to, long amountFen, String reason) {}

    /** @param after id of the last one of the page before, 0 for the first page */
    public List<Finding> list(YearMonth month, @Nullable String kind, @Nullable String state, long after, int limit) {
        return jdbc.sql("""
                        select f.*, p.ref from finding f left join pensioner p on p.id = f.pensioner_id
                        where f.pay_month = :month and (:kind = '' or f.kind = :kind) and (:state = '' or f.state = :state)
                          and f.id > :after order by f.id limit :limit""")
                .param("month", month.atDay(1))
                .param("kind", kind == null ? "" : kind)
                .param("state", state == null ? "" : state)
                .param("after", after)
                .param("limit", limit)
                .query((row, n) -> new Finding(
                        row.getLong("id"),
                        month.toString(),
                        row.getString("kind"),
                        row.getString("ref"),
                        row.getLong("amount_fen"),
                        row.getString("state"),
                        row.getString("detail"),
                        Columns.instant(row, "opened_at"),
                        Columns.instant(row, "updated_at")))
                .list();
    }

    public List<Event> history(long id) {
        return jdbc.sql("select * from finding_history where finding_id = :id order by id")
                .param("id", id)
                .query((row, n) -> new Event(
                        Columns.instant(row, "at"),
                        row.getString("actor"),
                        row.getString("from_state"),
                        row.getString("to_state"),
                        row.getLong("amount_fen"),
                        row.getString("reason")))
                .list();
    }

    /**
     * A person looked at it and found it true.
     *
     * @throws BatchRefusal NOT_OPEN if there is no open finding of this id
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
            throw BatchRefusal.conflict("NOT_OPEN", "There is no open finding " + id);
        }
        audit.append(new AuditLog.Entry(
                person, "CONFIRM", "finding", Long.toString(id), "OPEN", "CONFIRMED", Map.of("note", note)));
    }
}
