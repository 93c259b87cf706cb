package org.proofoflife.storage.findings;

/** What a finding says. */
public enum FindingKind {
    /** Paid though the period was over. */
    PAID_UNCERTIFIED,
    /** Not paid though certified. */
    CERTIFIED_UNPAID,
    /** Paid for a month after the one of death. */
    PAID_AFTER_DEATH,
    /** Paid though suspended, or though the benefit had ended otherwise than by death. */
    PAID_WHILE_SUSPENDED,
    /** Certified on a day after the day of death. */
    CERTIFIED_AFTER_DEATH,
    /** More than one regular payment for the month; the amount is what exceeds the largest. */
    DUPLICATE_PAYMENT,
    /** Paid another amount than the benefit; the amount is the difference, whichever way. */
    AMOUNT_MISMATCH,
    /** Paid to a number that is not on the roster. */
    UNKNOWN_PAYEE,
    /** The amount is what is owed for months before: withheld until this month, or paid before a rise of them was known. */
    ARREARS_DUE,
    /**
     * Arrears paid that this month does not owe and nobody approved, or more than that; or approved the month before or
     * earlier, and still not paid; or months before were paid too much, as became known this month.
     */
    ARREARS_MISMATCH,
    /** The period ends within the first notice's term. */
    DUE_SOON,
    /** The period is over, the month is not yet paid, and no suspension is on record. */
    OVERDUE,
    /** Certified again, and the next month would still be withheld, or this one, which is not paid yet. */
    RESUMPTION_DUE
}
