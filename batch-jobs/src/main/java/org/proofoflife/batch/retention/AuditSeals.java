package org.proofoflife.batch.retention;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.ProofOfLifeException;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.jdbc.Columns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The digest chain over the audit log: each seal is SHA-256 over the seal before it and every row since, in id order. A
 * row that is changed, added or taken away behind the log's back no longer fits its seal, and no later one can hide it.
 */
public class AuditSeals {

    /** Rows a seal covers at most, so that a broken one says where. */
    private static final int ROWS = 10_000;
    /** SQLSTATE of PostgreSQL when {@code lock_timeout} is over. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final Logger log = LoggerFactory.getLogger(AuditSeals.class);

    private final TransactionTemplate apart;
    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    AuditSeals(PlatformTransactionManager transactions, JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** The log no longer says what it said when it was sealed. */
    public static final class BrokenSealException extends ProofOfLifeException {
        BrokenSealException(long firstId, long lastId) {
            super("The audit log was altered between ids " + firstId + " and " + lastId);
        }
    }

    private record Seal(long firstId, long lastId, byte[] digest) {}

    /**
     * Seals what was written since the last seal.
     *
     * @return rows sealed; none while somebody writes who takes long
     */
    long seal() {
        long last = lastOfAll();
        Seal before = jdbc.sql("select first_id, last_id, digest from audit_seal order by last_id desc limit 1")
                .query((row, n) -> new Seal(row.getLong(1), row.getLong(2), row.getBytes(3)))
                .optional()
                .orElse(new Seal(0, 0, new byte[32]));
        long sealed = 0;
        while (before.lastId() < last) {
            long first = before.lastId() + 1;
            long end = Math.min(last, before.lastId() + ROWS);
            Digested digested = digest(before.digest(), first, end);
            jdbc.sql(
                            "insert into audit_seal (first_id, last_id, digest, sealed_at) values (:first, :last, :digest, :now)")
                    .param("first", first)
                    .param("last", end)
                    .param("digest", digested.digest())
                    .param("now", Columns.time(clock.instant()))
                    .update();
            sealed += digested.rows();
            before = new Seal(first, end, digested.digest());
        }
        return sealed;
    }

    /**
     * The id up to which nobody writes any more: ids are given before they commit, so that writers are waited for. Only
     * for a moment, and the lock is gone before anything is read: whoever writes meanwhile waits behind it, and no
     * certification moves without writing here.
     *
     * @return 0 if a writer did not come to an end
     */
    private long lastOfAll() {
        try {
            Long last = apart.execute(status -> {
                jdbc.sql("set local lock_timeout = '1s'").update();
                jdbc.sql("lock table audit_log in share mode").update();
                return jdbc.sql("select coalesce(max(id), 0) from audit_log")
                        .query(Long.class)
                        .single();
            });
            return last == null ? 0 : last;
        } catch (UncategorizedSQLException e) {
            SQLException refusal = e.getSQLException();
            if (refusal == null || !LOCK_NOT_AVAILABLE.equals(refusal.getSQLState())) {
                throw e;
            }
            log.warn("Nothing is sealed: somebody has written to the audit log for long and not ended");
            return 0;
        }
    }

    /**
     * @return rows verified
     * @throws BrokenSealException at the first seal that does not fit
     */
    long verify() {
        List<Seal> seals = jdbc.sql("select first_id, last_id, digest from audit_seal order by last_id")
                .query((row, n) -> new Seal(row.getLong(1), row.getLong(2), row.getBytes(3)))
                .list();
        byte[] previous = new byte[32];
        long next = 1;
        long rows = 0;
        for (Seal seal : seals) {
            Digested digested = digest(previous, seal.firstId(), seal.lastId());
            if (seal.firstId() != next || !MessageDigest.isEqual(digested.digest(), seal.digest())) {
                throw new BrokenSealException(seal.firstId(), seal.lastId());
            }
            rows += digested.rows();
            previous = seal.digest();
            next = seal.lastId() + 1;
        }
        audit.append(AuditLog.Entry.act(
                "job:verifyAudit", "VERIFY", "audit_log", next - 1, Map.of("rows", rows, "seals", seals.size())));
        return rows;
    }

    private record Digested(byte[] digest, long rows) {}

    private Digested digest(byte[] previous, long first, long last) {
        MessageDigest sha256 = DigestUtils.getSha256Digest();
        sha256.update(previous);
        long[] rows = {0};
        jdbc.sql("""
                        select id, (extract(epoch from at) * 1000000)::bigint, actor, action, entity, entity_id,
                               from_state, to_state, detail::text
                        from audit_log where id between :first and :last order by id""").param("first", first).param("last", last).query(row -> {
            sha256.update(ByteBuffer.allocate(16)
                    .putLong(row.getLong(1))
                    .putLong(row.getLong(2))
                    .array());
            for (int column = 3; column <= 9; column++) {
                field(sha256, row.getString(column));
            }
            rows[0]++;
        });
        return new Digested(sha256.digest(), rows[0]);
    }

    /** Length before content, so that no two rows can be read as one another. */
    private static void field(MessageDigest digest, @Nullable String text) {
        byte[] bytes = text == null ? new byte[0] : text.getBytes(UTF_8);
        digest.update(
                ByteBuffer.allocate(4).putInt(text == null ? -1 : bytes.length).array());
        digest.update(bytes);
    }
}
