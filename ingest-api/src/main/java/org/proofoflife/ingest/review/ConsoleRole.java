package org.proofoflife.ingest.review;

/** What somebody may do in the console. One account may have several. */
public enum ConsoleRole {
    /** Takes cases and decides them. */
    REVIEWER,
    /** Gives the second word where a decision overrides the machine. */
    APPROVER,
    /** Sees everything, changes nothing. */
    AUDITOR,
    /** Keeps the accounts. */
    ADMINISTRATOR
}
