package org.proofoflife.ingest.findings;

import java.io.PrintWriter;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.findings.Finding;

/** Findings as RFC 4180 with a byte-order mark, by which spreadsheets know UTF-8. No names, no numbers. */
final class FindingsCsv {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int FEN_DIGITS = 2;

    private final PrintWriter out;

    FindingsCsv(PrintWriter out) {
        this.out = out;
        out.write(BYTE_ORDER_MARK);
        line("id", "month", "kind", "state", "ref", "scheme", "region", "amount_yuan", "opened_at", "detail");
    }

    void write(Finding finding) {
        line(
                Long.toString(finding.id()),
                finding.month(),
                finding.kind().name(),
                finding.state().name(),
                finding.ref(),
                finding.scheme(),
                finding.region(),
                BigDecimal.valueOf(finding.amountFen(), FEN_DIGITS).toPlainString(),
                finding.openedAt().toString(),
                finding.detail());
    }

    void finish() {
        out.flush();
    }

    private void line(@Nullable String... cells) {
        for (int i = 0; i < cells.length; i++) {
            out.write(i == 0 ? "" : ",");
            out.write(cell(cells[i]));
        }
        out.write("\r\n");
    }

    /** Quoted where it must be; what a spreadsheet would take for a formula is made text. */
    static String cell(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        String text = "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return text.matches("[\\w .:'-]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
