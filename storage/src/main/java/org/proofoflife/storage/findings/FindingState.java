package org.proofoflife.storage.findings;

/** Where a finding stands. */
public enum FindingState {
    OPEN,
    /** A person looked at it and found it true. */
    CONFIRMED,
    /** It no longer holds. */
    CLOSED
}
