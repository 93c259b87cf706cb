package org.proofoflife.storage.roster;

import org.proofoflife.storage.ProofOfLifeException;

/** Another person on the roster already has this social security number. */
public final class NumberTakenException extends ProofOfLifeException {
    public NumberTakenException(String ref) {
        super("The number given for " + ref + " is registered for another person");
    }
}
