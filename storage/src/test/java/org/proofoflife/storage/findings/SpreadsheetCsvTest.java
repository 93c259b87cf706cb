package org.proofoflife.storage.findings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpreadsheetCsvTest {

    @Test
    void aCellIsQuotedWhereItMustBeAndNeverAFormula() {
        StringBuilder out = new StringBuilder();
        SpreadsheetCsv csv = new SpreadsheetCsv(out, "id", "说明");
        csv.row(-1, null);
        csv.row("P1 2026-03", "{\"paidFen\": 1, \"x\": 2}");
        csv.row("-1", "=HYPERLINK(\"x\")");
        csv.row("@a", "a\nb");
        assertThat(out).hasToString("""
                \uFEFFid,说明
                -1,
                P1 2026-03,"{""paidFen"": 1, ""x"": 2}"
                '-1,"'=HYPERLINK(""x"")"
                '@a,"a\nb"
                """.replace("\n", "\r\n").replace("a\r\nb", "a\nb"));
    }
}
