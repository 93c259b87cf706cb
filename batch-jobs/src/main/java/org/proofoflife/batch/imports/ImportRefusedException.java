package org.proofoflife.batch.imports;

import org.proofoflife.storage.ProofOfLifeException;

/** The file as a whole cannot be taken. The message names places and counts, never values of rows. */
public final class ImportRefusedException extends ProofOfLifeException {

    private final ImportOutcome outcome;

    public ImportRefusedException(ImportOutcome outcome, String detail) {
        super(outcome + ": " + detail);
        this.outcome = outcome;
    }

    public ImportOutcome outcome() {
        return outcome;
    }
}
