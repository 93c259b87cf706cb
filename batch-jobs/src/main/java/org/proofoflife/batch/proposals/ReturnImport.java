package org.proofoflife.batch.proposals;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.proofoflife.batch.imports.ImportFile;
import org.proofoflife.batch.imports.ImportOutcome;
import org.proofoflife.batch.imports.ImportRefusedException;
import org.proofoflife.batch.imports.InboxFiles;
import org.proofoflife.batch.imports.Rejection;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.jdbc.Columns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes an answer to an instruction file that came into the inbox as {@code RETURN_*.csv}. Nobody stands in front of it,
 * so each row counts by itself: good ones settle their instruction, bad ones are rejected with line, field and reason.
 * The same bytes are taken once; the rest of the answer may follow in another file.
 */
@Component
public class ReturnImport {

    public static final String JOB = "importReturns";

    private static final Logger log = LoggerFactory.getLogger(ReturnImport.class);
    private static final Pattern NAME = Pattern.compile("RETURN_\\w+\\.csv");

    private final InboxFiles inbox;
    private final ReturnFiles returns;
    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    ReturnImport(InboxFiles inbox, ReturnFiles returns, JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.inbox = inbox;
        this.returns = returns;
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether a file of this name is an answer. */
    public static boolean claims(String fileName) {
        return NAME.matcher(fileName).matches();
    }

    /** @return rows that settled an instruction; a file that is refused as a whole is recorded so, with its reason */
    @Transactional
    public long take(String location) throws IOException {
        ImportFile file = inbox.fetch(location);
        byte[] content = Files.readAllBytes(file.local());
        byte[] hash = DigestUtils.sha256(content);
        try {
            if (taken(hash)) {
                throw new ImportRefusedException(ImportOutcome.FILE_ALREADY_IMPORTED, "the same bytes");
            }
            ReturnAnswer answer = ReturnAnswer.parse(new String(content, UTF_8));
            ReturnFiles.Settled settled = returns.settleRows(answer);
            List<Rejection> rejections = settled.rejections();
            long run = record(file, hash, answer.rows(), rejections.size(), null);
            reject(run, file, rejections);
            audit.append(AuditLog.Entry.act(
                    "job:" + JOB,
                    "ACKNOWLEDGE",
                    "instruction_file",
                    answer.number(),
                    Map.of(
                            "done",
                            settled.done(),
                            "failed",
                            settled.failed(),
                            "rejected",
                            rejections.size(),
                            "complete",
                            settled.complete())));
            return settled.done() + settled.failed();
        } catch (ImportRefusedException e) {
            log.warn("Return file {} refused: {}", file.name(), e.getMessage());
            record(file, hash, 0, 0, e.outcome());
            return 0;
        } finally {
            inbox.release(location);
        }
    }

    private boolean taken(byte[] hash) {
        return jdbc.sql(
                        "select exists (select from import_run where kind = 'INSTRUCTION_RETURN' and file_sha256 = :hash"
                                + " and state = 'APPLIED')")
                .param("hash", hash)
                .query(Boolean.class)
                .single();
    }

    private long record(ImportFile file, byte[] hash, long rows, long rejected, @Nullable ImportOutcome refusal) {
        return jdbc.sql("""
                        insert into import_run (kind, layout, file_name, file_sha256, state, refusal, rows_read,
                            rows_accepted, rows_rejected, file_sent_from, started_at, finished_at)
                        values ('INSTRUCTION_RETURN', 'payment-system-return', :name, :hash, :state, :refusal, :rows,
                            :rows - :rejected, :rejected, :from, :now, :now) returning id""")
                .param("name", file.name())
                .param("hash", hash)
                .param("state", refusal == null ? "APPLIED" : "REFUSED")
                .param("refusal", refusal == null ? null : refusal.name())
                .param("rows", rows)
                .param("rejected", rejected)
                .param("from", file.location())
                .param("now", Columns.time(clock.instant()))
                .query(Long.class)
                .single();
    }

    private void reject(long run, ImportFile file, List<Rejection> rejections) throws IOException {
        if (rejections.isEmpty()) {
            return;
        }
        StringBuilder csv = new StringBuilder(Rejection.CSV_HEADER);
        for (Rejection rejection : rejections) {
            jdbc.sql(
                            "insert into import_reject (import_run_id, line_no, field, reason) values (:run, :line, :field, :why)")
                    .param("run", run)
                    .param("line", rejection.line())
                    .param("field", rejection.field())
                    .param("why", rejection.reason().name())
                    .update();
            csv.append(rejection.csv());
        }
        jdbc.sql("update import_run set reject_key = :key where id = :run")
                .param("key", inbox.putRejects(file, run, csv.toString().getBytes(UTF_8)))
                .param("run", run)
                .update();
    }
}
