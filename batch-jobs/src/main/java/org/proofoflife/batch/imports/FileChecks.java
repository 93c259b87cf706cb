package org.proofoflife.batch.imports;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a file as a whole must satisfy once its rows are read. Pure. */
final class FileChecks {

    private FileChecks() {}

    /** @throws ImportRefusedException with the outcome that fits best: a cut-off file is that before anything else */
    static void check(ImportRun run, Layout layout, List<Rejection> rejections) {
        boolean promised = layout.totals().in() != Layout.TotalsPlace.NONE;
        boolean agrees = agrees(run);
        if (run.torn() && !(promised && run.declaredRows() != null && agrees && !lastLineRejected(run, rejections))) {
            throw new ImportRefusedException(
                    ImportOutcome.TORN_LAST_LINE, "line " + run.linesRead() + " has no line end");
        }
        if (promised && run.declaredRows() == null) {
            throw new ImportRefusedException(
                    ImportOutcome.TOTALS_MISSING, "no " + layout.totals().in());
        }
        if (promised && !agrees) {
            throw new ImportRefusedException(
                    ImportOutcome.TOTALS_DISAGREE,
                    "rows " + run.rowsRead() + " of " + run.declaredRows() + ", amounts "
                            + (run.amountsUnread() > 0
                                    ? run.amountsUnread() + " unreadable"
                                    : run.amountFen() + " of " + run.declaredAmountFen() + " fen"));
        }
        if (run.rowsRead() == 0) {
            throw new ImportRefusedException(ImportOutcome.EMPTY_FILE, "no rows");
        }
        checkMonth(run, layout, rejections);
    }

    private static void checkMonth(ImportRun run, Layout layout, List<Rejection> rejections) {
        @Nullable LocalDate declared = run.declaredMonth();
        if (declared != null && !Objects.equals(declared, run.month())) {
            throw new ImportRefusedException(
                    ImportOutcome.MONTH_MISMATCH, "the totals are for " + declared + ", the import for " + run.month());
        }
        Map<RejectReason, Long> reasons =
                rejections.stream().collect(Collectors.groupingBy(Rejection::reason, Collectors.counting()));
        long wrongMonth = reasons.getOrDefault(RejectReason.WRONG_MONTH, 0L);
        if (wrongMonth > layout.maxRejectShare() * run.rowsRead()) {
            throw new ImportRefusedException(
                    ImportOutcome.MONTH_MISMATCH, wrongMonth + " of " + run.rowsRead() + " rows are of another month");
        }
    }

    private static boolean agrees(ImportRun run) {
        Long rows = run.declaredRows();
        Long amount = run.declaredAmountFen();
        return rows != null
                && rows == run.rowsRead()
                && (amount == null || (run.amountsUnread() == 0 && amount == run.amountFen()));
    }

    private static boolean lastLineRejected(ImportRun run, List<Rejection> rejections) {
        return rejections.stream().anyMatch(rejection -> rejection.line() == run.linesRead());
    }
}
