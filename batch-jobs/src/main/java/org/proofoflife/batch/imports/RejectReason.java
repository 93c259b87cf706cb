package org.proofoflife.batch.imports;

/** Why a row was rejected. */
public enum RejectReason {
    MISSING_VALUE,
    TOO_LONG,
    WRONG_COLUMN_COUNT,
    NOT_AN_AMOUNT,
    NEGATIVE_AMOUNT,
    NOT_A_DATE,
    DATE_IN_FUTURE,
    UNKNOWN_CODE,
    WRONG_MONTH,
    UNREADABLE_CHARACTERS,
    /** An earlier row of the file has the same key. */
    DUPLICATE_KEY,
    /** Nobody on the roster has this number. */
    UNKNOWN_PERSON,
    /** Another person on the roster, or in the file, has this number. */
    NUMBER_TAKEN,
    /** The instruction file has no such line. */
    UNKNOWN_LINE,
    /** The instruction was answered before, otherwise. */
    ANSWERED_OTHERWISE
}
