package org.proofoflife.batch.imports;

/** The share of rejected rows above which nothing of a file is applied. */
record RejectLimit(double share) {

    private static final long ALWAYS_READ = 10_000;

    /** Stops a hopeless file early: the rejects so far exceed the share of all rows the file can still hold. */
    void checkEarly(ImportRun run) {
        if (run.rowsRead() < ALWAYS_READ || run.bytesRead() == 0) {
            return;
        }
        double rowsAtMost = 1.5 * run.rowsRead() * run.bytesTotal() / run.bytesRead();
        if (run.rowsRejected() > share * rowsAtMost) {
            throw refuse(run);
        }
    }

    void check(ImportRun run) {
        if (run.rejectShare() > share) {
            throw refuse(run);
        }
    }

    private static ImportRefusedException refuse(ImportRun run) {
        return new ImportRefusedException(
                ImportOutcome.TOO_MANY_REJECTS, run.rowsRejected() + " of " + run.rowsRead() + " rows");
    }
}
