package org.proofoflife.ingest.findings;

import java.math.BigDecimal;
import org.proofoflife.storage.findings.Finding;
import org.proofoflife.storage.findings.SpreadsheetCsv;

/** Findings as CSV. No names, no numbers. */
final class FindingsCsv {

    private static final int FEN_DIGITS = 2;

    private final SpreadsheetCsv csv;

    FindingsCsv(Appendable out) {
        csv = new SpreadsheetCsv(
                out, "id", "month", "kind", "state", "ref", "scheme", "region", "amount_yuan", "opened_at", "detail");
    }

    void write(Finding finding) {
        csv.row(
                finding.id(),
                finding.month(),
                finding.kind(),
                finding.state(),
                finding.ref(),
                finding.scheme(),
                finding.region(),
                BigDecimal.valueOf(finding.amountFen(), FEN_DIGITS).toPlainString(),
                finding.openedAt(),
                finding.detail());
    }
}
