package org.proofoflife.batch.imports;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds the rows that only the whole file or the roster shows to be bad, and moves them to the rejects. */
class StageChecks {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate savepoint;

    StageChecks(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** @return rows that were moved; all within the caller's transaction */
    long rejectBadRows(ImportRun run) {
        jdbc.execute("set local work_mem = '128MB'");
        jdbc.execute("set local maintenance_work_mem = '256MB'");
        String stage = run.stageTable();
        return switch (run.kind()) {
            case PAYMENTS -> indexPayments(run);
            case ROSTER ->
                duplicates(run, "id", "ref", RejectReason.DUPLICATE_KEY)
                        + duplicates(run, "number_index", "number", RejectReason.NUMBER_TAKEN)
                        + reject(
                                run,
                                "delete from " + stage + " s using pensioner p"
                                        + " where p.number_index = s.number_index and p.id <> s.id returning s.line_no",
                                "number",
                                RejectReason.NUMBER_TAKEN);
            case LIFE_EVIDENCE, CERTIFICATIONS ->
                duplicates(run, "record_no", "recordNo", RejectReason.DUPLICATE_KEY)
                        + reject(
                                run,
                                "delete from " + stage + " s where not exists"
                                        + " (select from pensioner p where p.number_index = s.number_index) returning s.line_no",
                                "number",
                                RejectReason.UNKNOWN_PERSON);
        };
    }

    /**
     * The unique index that the partition needs anyway finds duplicates for nothing where there are none. A check that
     * begins again finds its indexes there.
     */
    private long indexPayments(ImportRun run) {
        String stage = run.stageTable();
        String unique = "create unique index if not exists payment_no_" + run.id() + " on " + stage + " (payment_no)";
        long moved = 0;
        try {
            savepoint.executeWithoutResult(status -> jdbc.execute(unique));
        } catch (DuplicateKeyException e) {
            moved = duplicates(run, "payment_no", "paymentNo", RejectReason.DUPLICATE_KEY);
            jdbc.execute(unique);
        }
        jdbc.execute("create index if not exists payment_bucket_" + run.id() + " on " + stage + " (bucket)");
        return moved;
    }

    /** The first row of a key stays. */
    private long duplicates(ImportRun run, String column, String field, RejectReason reason) {
        String stage = run.stageTable();
        return reject(
                run,
                "delete from " + stage + " s using (select " + column + ", min(line_no) as first_line from " + stage
                        + " group by " + column + " having count(*) > 1) d where s." + column + " = d." + column
                        + " and s.line_no > d.first_line returning s.line_no",
                field,
                reason);
    }

    private long reject(ImportRun run, String deletion, String field, RejectReason reason) {
        return jdbc.update(
                "with gone as (" + deletion + ") insert into import_reject (import_run_id, line_no, field, reason)"
                        + " select ?, line_no, ?, ? from gone on conflict do nothing",
                run.id(),
                field,
                reason.name());
    }
}
