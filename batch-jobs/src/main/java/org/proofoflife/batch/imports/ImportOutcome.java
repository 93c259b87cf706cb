package org.proofoflife.batch.imports;

/** How an import of a file ended. Every outcome but APPLIED leaves the product's tables as they were. */
public enum ImportOutcome {
    APPLIED,
    /** The same bytes were applied before: nothing to do. */
    FILE_ALREADY_IMPORTED,
    /** Another run is at the same bytes now. */
    FILE_BEING_IMPORTED,
    FILE_NOT_FOUND,
    EMPTY_FILE,
    /** The bytes are not of the declared character set. */
    WRONG_ENCODING,
    /** The column names in the first line are not those of the layout. */
    HEADER_MISMATCH,
    /** The file ends inside a line: it was cut off on its way. */
    TORN_LAST_LINE,
    /** The layout promises a control file or trailer, and there is none that can be read. */
    TOTALS_MISSING,
    /** Row count or amount total differ from the control file or trailer. */
    TOTALS_DISAGREE,
    /** The file, its control record or a share of its rows speak of another month than the one asked for. */
    MONTH_MISMATCH,
    /** More rows were rejected than the layout allows. */
    TOO_MANY_REJECTS,
    /** The answer is to an instruction file that was never sent. */
    UNKNOWN_INSTRUCTION_FILE,
    /** The file's bytes changed between two attempts at the same import. */
    FILE_CHANGED
}
