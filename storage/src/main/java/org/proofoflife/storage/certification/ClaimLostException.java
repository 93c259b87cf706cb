package org.proofoflife.storage.certification;

import java.util.UUID;
import org.proofoflife.storage.ProofOfLifeException;

/** The worker's claim is not the current one: another has taken the job over, so this result is dropped. */
public final class ClaimLostException extends ProofOfLifeException {
    public ClaimLostException(String entity, UUID id) {
        super("The claim on " + entity + " " + id + " was taken over or settled");
    }
}
