package org.proofoflife.batch.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import org.proofoflife.storage.findings.SpreadsheetCsv;
import org.springframework.stereotype.Component;

/** Every finding of a month as CSV. */
@Component
class FindingsCsv {

    private final FindingRows rows;

    FindingsCsv(FindingRows rows) {
        this.rows = rows;
    }

    void write(YearMonth month, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            SpreadsheetCsv csv = new SpreadsheetCsv(
                    out, "id", "month", "kind", "kind_zh", "ref", "scheme", "region", "amount_fen", "state", "detail");
            rows.each(
                    month,
                    row -> csv.row(
                            row.id(),
                            month,
                            row.kind(),
                            Words.of(row.kind()),
                            row.ref(),
                            row.scheme(),
                            row.region(),
                            row.amountFen(),
                            row.state(),
                            row.detail()));
        }
    }
}
