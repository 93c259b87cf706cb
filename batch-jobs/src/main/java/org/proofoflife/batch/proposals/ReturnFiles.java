package org.proofoflife.batch.proposals;

import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.proofoflife.batch.imports.ImportOutcome;
import org.proofoflife.batch.imports.ImportRefusedException;
import org.proofoflife.batch.imports.RejectReason;
import org.proofoflife.batch.imports.Rejection;
import org.proofoflife.storage.Refusal;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes the payment system's answer to an instruction file: {@code R,number,rows}, then a line {@code line,code} for
 * each instruction, code {@code 00} where it was carried out. All or nothing; the same answer twice changes nothing.
 */
@Component
public class ReturnFiles {

    private static final String CARRIED_OUT = "00";
    private static final String OPEN = "";

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    ReturnFiles(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    private record Known(UUID id, int rows, String state, byte @Nullable [] returnSha256) {}

    /**
     * @throws Refusal UNKNOWN_FILE, MALFORMED_RETURN, ROWS_MISMATCH, or ALREADY_ACKNOWLEDGED by another answer
     */
    @Transactional
    public void acknowledge(long number, String content, String actor) {
        byte[] hash = DigestUtils.sha256(content);
        Known file = jdbc.sql(
                        "select id, rows, state, return_sha256 from instruction_file where number = :n for update")
                .param("n", number)
                .query((row, i) -> new Known(
                        Columns.uuid(row, "id"),
                        row.getInt("rows"),
                        row.getString("state"),
                        row.getBytes("return_sha256")))
                .optional()
                .orElseThrow(() -> Refusal.notFound("UNKNOWN_FILE", "There is no instruction file " + number));
        if (file.state().equals("ACKNOWLEDGED")) {
            if (MessageDigest.isEqual(hash, file.returnSha256())) {
                return;
            }
            throw Refusal.conflict("ALREADY_ACKNOWLEDGED", "File " + number + " was answered otherwise before");
        }
        Map<Integer, String> codes = parse(number, content);
        if (codes.size() != file.rows()
                || !codes.keySet().stream().allMatch(line -> line >= 1 && line <= file.rows())) {
            throw Refusal.invalid("ROWS_MISMATCH", "The answer must name each of the " + file.rows() + " lines once");
        }
        if (!otherwise(answered(file.id()), codes).isEmpty()) {
            throw Refusal.conflict("ALREADY_ACKNOWLEDGED", "File " + number + " was answered otherwise before");
        }
        settle(file.id(), codes);
        acknowledged(file.id(), hash);
        long done = codes.values().stream().filter(CARRIED_OUT::equals).count();
        audit.append(new AuditLog.Entry(
                actor,
                "ACKNOWLEDGE",
                "instruction_file",
                Long.toString(number),
                "EXPORTED",
                "ACKNOWLEDGED",
                Map.of("done", done, "failed", codes.size() - done)));
    }

    /**
     * What came of an answer row by row.
     *
     * @param done instructions carried out; @param failed not carried out; @param complete whether every line of the
     *     instruction file is answered now
     */
    record Settled(int done, int failed, boolean complete, List<Rejection> rejections) {}

    /**
     * Settles the rows that can be; part of the caller's transaction. A row that says again what is known changes
     * nothing.
     *
     * @throws ImportRefusedException UNKNOWN_INSTRUCTION_FILE
     */
    Settled settleRows(ReturnAnswer answer) {
        UUID file = jdbc.sql("select id from instruction_file where number = :n for update")
                .param("n", answer.number())
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> new ImportRefusedException(
                        ImportOutcome.UNKNOWN_INSTRUCTION_FILE, "there is no file " + answer.number()));
        Map<Integer, String> known = answered(file);
        List<Rejection> rejections = new ArrayList<>(answer.rejections());
        Map<Integer, String> fresh = new TreeMap<>(answer.codes());
        otherwise(known, fresh).forEach(line -> {
            rejections.add(new Rejection(
                    Objects.requireNonNull(answer.at().get(line)), "code", RejectReason.ANSWERED_OTHERWISE));
            fresh.remove(line);
        });
        fresh.keySet().removeIf(line -> {
            boolean unknown = !known.containsKey(line);
            if (unknown) {
                rejections.add(new Rejection(
                        Objects.requireNonNull(answer.at().get(line)), "line", RejectReason.UNKNOWN_LINE));
            }
            return unknown || !OPEN.equals(known.get(line));
        });
        if (!fresh.isEmpty()) {
            settle(file, fresh);
        }
        boolean complete = !answered(file).containsValue(OPEN);
        if (complete && !fresh.isEmpty()) {
            acknowledged(file, null);
        }
        rejections.sort(Comparator.comparingLong(Rejection::line));
        int done = (int) fresh.values().stream().filter(CARRIED_OUT::equals).count();
        return new Settled(done, fresh.size() - done, complete, rejections);
    }

    /** The code of each line of the file, {@link #OPEN} where none is known yet. */
    private Map<Integer, String> answered(UUID file) {
        Map<Integer, String> codes = new HashMap<>();
        jdbc.sql("select line_no, coalesce(return_code, '') from proposal where instruction_file_id = :file")
                .param("file", file)
                .query(row -> {
                    codes.put(row.getInt(1), row.getString(2));
                });
        return codes;
    }

    /** Lines that were answered before with another code. */
    private static List<Integer> otherwise(Map<Integer, String> known, Map<Integer, String> codes) {
        return codes.entrySet().stream()
                .filter(code -> {
                    String before = known.getOrDefault(code.getKey(), OPEN);
                    return !before.equals(OPEN) && !before.equals(code.getValue());
                })
                .map(Map.Entry::getKey)
                .toList();
    }

    private void acknowledged(UUID file, byte @Nullable [] hash) {
        jdbc.sql("""
                        update instruction_file set state = 'ACKNOWLEDGED', acknowledged_at = :now, return_sha256 = :hash
                        where id = :id""")
                .param("now", Columns.time(clock.instant()))
                .param("hash", hash)
                .param("id", file)
                .update();
    }

    private static Map<Integer, String> parse(long number, String content) {
        try {
            ReturnAnswer answer = ReturnAnswer.parse(content);
            if (answer.number() == number && answer.rejections().isEmpty()) {
                return answer.codes();
            }
        } catch (ImportRefusedException e) {
            // As bad as a bad row: here the answer counts whole or not at all.
        }
        throw Refusal.invalid("MALFORMED_RETURN", "An answer is R,number,rows and then line,code for each line, once");
    }

    private void settle(UUID file, Map<Integer, String> codes) {
        jdbc.sql("""
                        update proposal o set return_code = r.code, state = case r.code when '00' then 'DONE' else 'FAILED' end
                        from unnest(array[:lines]::int[], array[:codes]::text[]) as r (line, code)
                        where o.instruction_file_id = :file and o.line_no = r.line and o.state = 'EXPORTED'""")
                .param("lines", Arrays.asList(codes.keySet().toArray()))
                .param("codes", Arrays.asList(codes.values().toArray()))
                .param("file", file)
                .update();
        // Whose payment is halted already has been told so.
        jdbc.sql("""
                        with halted as (
                            insert into benefit_suspension (pensioner_id, bucket, from_month)
                            select o.pensioner_id, p.bucket, o.pay_month from proposal o join pensioner p on p.id = o.pensioner_id
                            where o.instruction_file_id = :file and o.kind = 'SUSPEND' and o.state = 'DONE'
                            on conflict do nothing returning pensioner_id, from_month)
                        insert into notice (event_id, pensioner_id, kind, day)
                        select o.id, o.pensioner_id, 'SUSPENDED', o.pay_month from proposal o
                        join halted h on h.pensioner_id = o.pensioner_id and h.from_month = o.pay_month
                        where o.instruction_file_id = :file and o.kind = 'SUSPEND' and o.state = 'DONE'
                        on conflict (event_id) do nothing""").param("file", file).update();
        // Taken back before it began, it leaves no month unpaid.
        jdbc.sql("""
                        delete from benefit_suspension s using proposal o
                        where o.instruction_file_id = :file and o.kind = 'RESUME' and o.state = 'DONE'
                          and s.pensioner_id = o.pensioner_id and s.until_month is null and s.from_month >= o.pay_month""").param("file", file).update();
        jdbc.sql("""
                        update benefit_suspension s set until_month = o.pay_month from proposal o
                        where o.instruction_file_id = :file and o.kind = 'RESUME' and o.state = 'DONE'
                          and s.pensioner_id = o.pensioner_id and s.until_month is null and s.from_month < o.pay_month""").param("file", file).update();
        jdbc.sql("""
                        insert into notice (event_id, pensioner_id, kind, day)
                        select id, pensioner_id, 'RESUMED', pay_month
                        from proposal where instruction_file_id = :file and kind = 'RESUME' and state = 'DONE'
                        on conflict (event_id) do nothing""").param("file", file).update();
    }
}
