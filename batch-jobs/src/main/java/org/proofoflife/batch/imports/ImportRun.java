package org.proofoflife.batch.imports;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where an import of a file stands.
 *
 * @param month first day of the month of payment, payments only
 * @param bytesRead offset at which the next slab begins
 * @param linesRead lines before that offset
 */
public record ImportRun(
        long id,
        ImportKind kind,
        String source,
        String fileName,
        @Nullable LocalDate month,
        State state,
        @Nullable ImportOutcome refusal,
        long rowsRead,
        long rowsAccepted,
        long rowsRejected,
        long amountFen,
        long amountsUnread,
        @Nullable Long declaredRows,
        @Nullable Long declaredAmountFen,
        @Nullable LocalDate declaredMonth,
        long bytesTotal,
        long bytesRead,
        long linesRead,
        boolean torn) {

    public enum State {
        RUNNING,
        APPLIED,
        REFUSED,
        FAILED
    }

    String stageTable() {
        return "import_stage_" + id;
    }

    double rejectShare() {
        return rowsRead == 0 ? 0 : (double) rowsRejected / rowsRead;
    }
}
