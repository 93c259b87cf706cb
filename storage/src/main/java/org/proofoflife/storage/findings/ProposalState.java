package org.proofoflife.storage.findings;

/** Where a proposal stands. */
public enum ProposalState {
    /** Waits for votes. */
    PROPOSED,
    /** Waits for its instruction file, or to be carried out by a person. */
    APPROVED,
    REJECTED,
    /** Its finding is mended or has another amount. */
    WITHDRAWN,
    /** In an instruction file that is not answered yet. */
    EXPORTED,
    DONE,
    /** Turned down by the payment system. */
    FAILED
}
