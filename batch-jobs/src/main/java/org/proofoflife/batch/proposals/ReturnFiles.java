package org.proofoflife.batch.proposals;

import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.proofoflife.batch.BatchRefusal;
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
     * @throws BatchRefusal UNKNOWN_FILE, MALFORMED_RETURN, ROWS_MISMATCH, or ALREADY_ACKNOWLEDGED by another answer
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
                .orElseThrow(() -> BatchRefusal.notFound("UNKNOWN_FILE", "There is no instruction file " + number));
        if (file.state().equals("ACKNOWLEDGED")) {
            if (MessageDigest.isEqual(hash, file.returnSha256())) {
                return;
            }
            throw BatchRefusal.conflict("ALREADY_ACKNOWLEDGED", "File " + number + " was answered otherwise before");
        }
        Map<Integer, String> codes = parse(number, content);
        if (codes.size() != file.rows()
                || !codes.keySet().stream().allMatch(line -> line >= 1 && line <= file.rows())) {
            throw BatchRefusal.invalid(
                    "ROWS_MISMATCH", "The answer must name each of the " + file.rows() + " lines once");
        }
        settle(file.id(), codes);
        jdbc.sql("""
                        update instruction_file set state = 'ACKNOWLEDGED', acknowledged_at = :now, return_sha256 = :hash
                        where id = :id""")
                .param("now", Columns.time(clock.instant()))
                .param("hash", hash)
                .param("id", file.id())
                .update();
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

    private static Map<Integer, String> parse(long number, String content) {
        List<String> lines = content.lines().filter(line -> !line.isBlank()).toList();
        Map<Integer, String> codes = new TreeMap<>();
        boolean sound = !lines.isEmpty() && lines.get(0).equals("R," + number + "," + (lines.size() - 1));
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            String[] part = line.split(",", -1);
            sound &= part.length == 2
                    && part[0].matches("[0-9]{1,7}")
                    && part[1].matches("[A-Z0-9]{2,16}")
                    && codes.put(Integer.valueOf(part[0]), part[1]) == null;
            if (!sound) {
                break;
            }
        }
        if (!sound) {
            throw BatchRefusal.invalid(
                    "MALFORMED_RETURN", "An answer is R,number,rows and then line,code for each line, once");
        }
        return codes;
    }

    private void settle(UUID file, Map<Integer, String> codes) {
        jdbc.sql("""
                        update proposal o set return_code = r.code, state = case r.code when '00' then 'DONE' else 'FAILED' end
                        from unnest(array[:lines]::int[], array[:codes]::text[]) as r (line, code)
                        where o.instruction_file_id = :file and o.line_no = r.line""")
                .param("lines", Arrays.asList(codes.keySet().toArray()))
                .param("codes", Arrays.asList(codes.values().toArray()))
                .param("file", file)
                .update();
        jdbc.sql("""
                        insert into benefit_suspension (pensioner_id, bucket, from_month)
                        select o.pensioner_id, p.bucket, o.pay_month from proposal o join pensioner p on p.id = o.pensioner_id
                        where o.instruction_file_id = :file and o.kind = 'SUSPEND' and o.state = 'DONE'
                        on conflict do nothing""").param("file", file).update();
        jdbc.sql("""
                        update benefit_suspension s set until_month = o.pay_month from proposal o
                        where o.instruction_file_id = :file and o.kind = 'RESUME' and o.state = 'DONE'
                          and s.pensioner_id = o.pensioner_id and s.until_month is null and s.from_month < o.pay_month""").param("file", file).update();
    }
}
