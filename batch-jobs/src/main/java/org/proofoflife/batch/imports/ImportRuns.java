package org.proofoflife.batch.imports;

import static org.proofoflife.storage.jdbc.Columns.dateOrNull;
import static org.proofoflife.storage.jdbc.Columns.time;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The runs of imports and the rows they rejected. */
public class ImportRuns {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    public ImportRuns(JdbcClient jdbc, JdbcTemplate batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /** @throws ImportRefusedException FILE_ALREADY_IMPORTED or FILE_BEING_IMPORTED */
    long begin(Layout layout, String fileName, byte[] sha256, long bytes, @Nullable YearMonth month, String from) {
        jdbc.sql(
                        "select state from import_run where kind = :kind and file_sha256 = :hash and state in ('RUNNING', 'APPLIED')")
                .param("kind", layout.kind().name())
                .param("hash", sha256)
                .query(String.class)
                .optional()
                .ifPresent(state -> {
                    throw state.equals("APPLIED")
                            ? new ImportRefusedException(ImportOutcome.FILE_ALREADY_IMPORTED, "the same bytes")
                            : new ImportRefusedException(ImportOutcome.FILE_BEING_IMPORTED, "the same bytes");
                });
        try {
            return jdbc.sql("""
                            insert into import_run (kind, layout, file_name, file_sha256, pay_month, state, bytes_total,
                                file_sent_from, started_at)
                            values (:kind, :layout, :file, :hash, :month::date, 'RUNNING', :bytes, :from, :now)
                            returning id""")
                    .param("kind", layout.kind().name())
                    .param("layout", layout.source())
                    .param("file", fileName)
                    .param("hash", sha256)
                    .param("month", month == null ? null : month.atDay(1))
                    .param("bytes", bytes)
                    .param("from", from)
                    .param("now", time(clock.instant()))
                    .query(Long.class)
                    .single();
        } catch (DuplicateKeyException e) {
            throw new ImportRefusedException(ImportOutcome.FILE_BEING_IMPORTED, "the same bytes");
        }
    }

    /** A run that ends before a row was read, kept so that administrators see it. */
    long refusedAtOnce(
            Layout layout, String fileName, byte[] sha256, @Nullable YearMonth month, String from, ImportOutcome why) {
        return jdbc.sql("""
                        insert into import_run (kind, layout, file_name, file_sha256, pay_month, state, refusal,
                            file_sent_from, started_at, finished_at)
                        values (:kind, :layout, :file, :hash, :month::date, 'REFUSED', :why, :from, :now, :now)
                        returning id""")
                .param("kind", layout.kind().name())
                .param("layout", layout.source())
                .param("file", fileName)
                .param("hash", sha256)
                .param("month", month == null ? null : month.atDay(1))
                .param("why", why.name())
                .param("from", from)
                .param("now", time(clock.instant()))
                .query(Long.class)
                .single();
    }

    /** Adds what a slab brought; part of the transaction that writes its rows. */
    void advance(long run, Slab slab) {
        DeclaredTotals declared = slab.declared();
        jdbc.sql("""
                        update import_run set rows_read = rows_read + :read, rows_accepted = rows_accepted + :accepted,
                            rows_rejected = rows_rejected + :rejected, amount_fen = amount_fen + :amount,
                            amounts_unread = amounts_unread + :unread, bytes_read = :offset, lines_read = :line,
                            torn = :torn where id = :id and state = 'RUNNING'""")
                .param("read", slab.rowsRead())
                .param("accepted", slab.rowsAccepted())
                .param("rejected", slab.rejections().size())
                .param("amount", slab.amountFen())
                .param("unread", slab.amountsUnread())
                .param("offset", slab.endOffset())
                .param("line", slab.endLine())
                .param("torn", slab.torn())
                .param("id", run)
                .update();
        reject(run, slab.rejections());
        if (declared != null) {
            declare(run, declared);
        }
    }

    void declare(long run, DeclaredTotals declared) {
        String month = declared.month();
        jdbc.sql("""
                        update import_run set declared_rows = :rows, declared_amount_fen = :amount::bigint,
                            declared_month = to_date(:month::text, 'YYYYMM') where id = :id""")
                .param("rows", declared.rows())
                .param("amount", declared.amountFen())
                .param("month", month)
                .param("id", run)
                .update();
    }

    private void reject(long run, List<Rejection> rejections) {
        batches.batchUpdate(
                "insert into import_reject (import_run_id, line_no, field, reason) values (?, ?, ?, ?)",
                rejections,
                1_000,
                (statement, rejection) -> {
                    statement.setLong(1, run);
                    statement.setLong(2, rejection.line());
                    statement.setString(3, rejection.field());
                    statement.setString(4, rejection.reason().name());
                });
    }

    /** Moves rows from accepted to rejected that only the whole file or the roster shows to be bad. */
    void rejectLater(long run, long rows) {
        jdbc.sql("update import_run set rows_accepted = rows_accepted - :rows, rows_rejected = rows_rejected + :rows"
                        + " where id = :id")
                .param("rows", rows)
                .param("id", run)
                .update();
    }

    /** Back to the first byte, because staged rows were lost. */
    void restart(long run) {
        jdbc.sql("delete from import_reject where import_run_id = :id")
                .param("id", run)
                .update();
        jdbc.sql("""
                        update import_run set rows_read = 0, rows_accepted = 0, rows_rejected = 0, amount_fen = 0,
                            amounts_unread = 0, bytes_read = 0, lines_read = 0, torn = false where id = :id""").param("id", run).update();
    }

    void finish(long run, ImportRun.State state, @Nullable ImportOutcome refusal) {
        jdbc.sql("update import_run set state = :state, refusal = :why, finished_at = :now where id = :id")
                .param("state", state.name())
                .param("why", refusal == null ? null : refusal.name())
                .param("now", time(clock.instant()))
                .param("id", run)
                .update();
    }

    void rejectFile(long run, String key) {
        jdbc.sql("update import_run set reject_key = :key where id = :id")
                .param("key", key)
                .param("id", run)
                .update();
    }

    /** In the order of the lines. */
    List<Rejection> rejections(long run) {
        return jdbc.sql(
                        "select line_no, field, reason from import_reject where import_run_id = :id order by line_no, field")
                .param("id", run)
                .query((row, n) -> new Rejection(
                        row.getLong("line_no"), row.getString("field"), RejectReason.valueOf(row.getString("reason"))))
                .list();
    }

    public ImportRun get(long id) {
        return jdbc.sql("select * from import_run where id = :id")
                .param("id", id)
                .query(ImportRuns::run)
                .single();
    }

    private static ImportRun run(ResultSet row, int n) throws SQLException {
        @Nullable String refusal = row.getString("refusal");
        @Nullable LocalDate month = dateOrNull(row, "pay_month");
        return new ImportRun(
                row.getLong("id"),
                ImportKind.valueOf(row.getString("kind")),
                row.getString("layout"),
                row.getString("file_name"),
                month,
                ImportRun.State.valueOf(row.getString("state")),
                refusal == null ? null : ImportOutcome.valueOf(refusal),
                row.getLong("rows_read"),
                row.getLong("rows_accepted"),
                row.getLong("rows_rejected"),
                row.getLong("amount_fen"),
                row.getLong("amounts_unread"),
                row.getObject("declared_rows", Long.class),
                row.getObject("declared_amount_fen", Long.class),
                dateOrNull(row, "declared_month"),
                row.getLong("bytes_total"),
                row.getLong("bytes_read"),
                row.getLong("lines_read"),
                row.getBoolean("torn"));
    }
}
