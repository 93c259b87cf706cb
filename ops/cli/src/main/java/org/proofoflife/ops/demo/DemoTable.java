package org.proofoflife.ops.demo;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The outcome of every case, one line each. */
final class DemoTable {

    private static final String LINE = "%-2s %-30s %-20s %-52s %-32s %8s%n";

    private DemoTable() {}

    static void print(List<DemoRun.Row> rows, PrintWriter out) {
        out.printf(Locale.ROOT, LINE, "", "case", "person", "expected", "outcome", "seconds");
        for (DemoRun.Row row : rows) {
            out.printf(
                    Locale.ROOT,
                    LINE,
                    row.asExpected() ? "✓" : "✗",
                    row.scene().title(),
                    row.person(),
                    row.scene().expectation(),
                    row.outcome(),
                    String.format(Locale.ROOT, "%.1f", row.seconds()));
        }
        long good = rows.stream().filter(DemoRun.Row::asExpected).count();
        out.printf(Locale.ROOT, "%d of %d as expected%n", good, rows.size());
        out.flush();
    }
}
