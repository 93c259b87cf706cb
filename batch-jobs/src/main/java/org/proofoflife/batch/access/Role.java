package org.proofoflife.batch.access;

/** What an account may do beyond reading. */
public enum Role {
    /** Reads everything, changes nothing. */
    AUDITOR,
    /** Runs, stops and restarts jobs. */
    OPERATOR,
    /** Confirms findings and votes on proposals. */
    APPROVER,
    /** Operator and exporter of instruction files; does not vote. */
    ADMINISTRATOR
}
