package org.proofoflife.batch.imports;

/** A row that was not taken: where it stands and why, without what stood in it. @param line 1-based */
public record Rejection(long line, String field, RejectReason reason) {

    /** First line of a reject file. */
    public static final String CSV_HEADER = "line,field,reason\n";

    /** Its line of a reject file. */
    public String csv() {
        return line + "," + field + "," + reason + "\n";
    }
}
