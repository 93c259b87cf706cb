package org.proofoflife.batch.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every finding of a month as CSV (RFC 4180, UTF-8 with a mark, so that a spreadsheet reads the Chinese). */
@Component
class FindingsCsv {

    private final FindingRows rows;

    FindingsCsv(FindingRows rows) {
        this.rows = rows;
    }

    void write(YearMonth month, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("\uFEFFid,month,kind,kind_zh,ref,scheme,region,amount_fen,state,detail\r\n");
            rows.each(month, row -> {
                try {
                    out.write(String.join(
                                    ",",
                                    Long.toString(row.id()),
                                    month.toString(),
                                    row.kind(),
                                    Words.of(row.kind()),
                                    quoted(row.ref()),
                                    quoted(row.scheme()),
                                    quoted(row.region()),
                                    Long.toString(row.amountFen()),
                                    row.state(),
                                    quoted(row.detail()))
                            + "\r\n");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** A cell that begins like a formula is given a quote, or a spreadsheet would run it. */
    static String quoted(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        String safe = "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
