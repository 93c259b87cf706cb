package org.proofoflife.batch.proposals;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.proofoflife.storage.Refusal;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.findings.ExportedFiles;
import org.proofoflife.storage.findings.InstructionFile;
import org.proofoflife.storage.jdbc.Columns;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectStore.Bucket;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes approved proposals into signed files. A file: {@code H,number,month,time,rows,amount_fen}, then
 * {@code D,line,proposal,kind,ref,month,amount_fen}, UTF-8, amounts in fen. A proposal is in one file only. Should the
 * process die before the commit, the next export writes the same number again over the object.
 */
@Component
public class InstructionFiles {

    private static final int ROWS = 100_000;

    private final JdbcClient jdbc;
    private final ExportedFiles exported;
    private final Proposing proposing;
    private final ObjectStore objects;
    private final InstructionSigner signer;
    private final AuditLog audit;
    private final Clock clock;

    InstructionFiles(
            JdbcClient jdbc,
            ExportedFiles exported,
            Proposing proposing,
            ObjectStore objects,
            InstructionSigner signer,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.exported = exported;
        this.proposing = proposing;
        this.objects = objects;
        this.signer = signer;
        this.audit = audit;
        this.clock = clock;
    }

    private record Line(UUID id, String kind, String ref, String month, long amountFen) {}

    /**
     * Exports what is approved and was not overtaken since, up to 100,000 instructions a file.
     *
     * @throws Refusal NOTHING_APPROVED
     */
    @Transactional
    public InstructionFile export(YearMonth month, String actor) {
        jdbc.sql("lock table instruction_file in share row exclusive mode").update();
        proposing.withdrawOvertaken(actor);
        List<Line> lines = jdbc.sql("""
                        select o.id, o.kind, p.ref, to_char(o.pay_month, 'YYYY-MM') as month, o.amount_fen
                        from proposal o join pensioner p on p.id = o.pensioner_id
                        where o.state = 'APPROVED' and o.kind in ('SUSPEND', 'RESUME', 'PAY_ARREARS', 'RECOVER')
                        order by o.kind, p.ref, o.id limit :rows for update of o""").param("rows", ROWS).query(Line.class).list();
        if (lines.isEmpty()) {
            throw Refusal.conflict("NOTHING_APPROVED", "No approved proposal waits to be exported");
        }
        long number = jdbc.sql("select coalesce(max(number), 0) + 1 from instruction_file")
                .query(Long.class)
                .single();
        Instant now = clock.instant();
        long amount = lines.stream().mapToLong(Line::amountFen).sum();
        byte[] content = content(number, month, now, amount, lines);
        String key = "instructions/%08d.csv".formatted(number);
        byte[] signature = signer.sign(content);
        try {
            objects.put(Bucket.REPORTS, key, content, "text/csv");
            objects.put(Bucket.REPORTS, key + ".sig", Base64.getEncoder().encode(signature), "text/plain");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        UUID file = UUID.randomUUID();
        jdbc.sql("""
                        insert into instruction_file (id, number, pay_month, object_key, sha256, signature, key_id, rows,
                            amount_fen, state, exported_at)
                        values (:id, :number, :month, :key, :sha256, :signature, :keyId, :rows, :amount, 'EXPORTED', :now)""")
                .param("id", file)
                .param("number", number)
                .param("month", month.atDay(1))
                .param("key", key)
                .param("sha256", DigestUtils.sha256(content))
                .param("signature", signature)
                .param("keyId", signer.keyId())
                .param("rows", lines.size())
                .param("amount", amount)
                .param("now", Columns.time(now))
                .update();
        jdbc.sql("""
                        update proposal o set state = 'EXPORTED', instruction_file_id = :file, line_no = l.line::integer
                        from unnest(array[:ids]::uuid[]) with ordinality as l (id, line) where o.id = l.id""")
                .param("file", file)
                .param("ids", lines.stream().map(line -> line.id().toString()).toList())
                .update();
        audit.append(new AuditLog.Entry(
                actor,
                "EXPORT",
                "instruction_file",
                Long.toString(number),
                null,
                "EXPORTED",
                Map.of("rows", lines.size(), "amountFen", amount)));
        return get(number);
    }

    /** @throws Refusal UNKNOWN_FILE */
    public InstructionFile get(long number) {
        return exported.find(number)
                .orElseThrow(() -> Refusal.notFound("UNKNOWN_FILE", "There is no instruction file " + number));
    }

    private static byte[] content(long number, YearMonth month, Instant now, long amount, List<Line> lines) {
        StringBuilder text = new StringBuilder();
        text.append("H,%d,%s,%s,%d,%d%n"
                .formatted(number, month, now, lines.size(), amount)
                .replace("\r", ""));
        int n = 0;
        for (Line line : lines) {
            n++;
            text.append(String.join(
                            ",",
                            "D",
                            Integer.toString(n),
                            line.id().toString(),
                            line.kind(),
                            line.ref(),
                            line.month(),
                            Long.toString(line.amountFen())))
                    .append('\n');
        }
        return text.toString().getBytes(UTF_8);
    }
}
