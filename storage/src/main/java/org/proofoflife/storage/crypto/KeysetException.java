package org.proofoflife.storage.crypto;

import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.ProofOfLifeException;

/** The keys are missing, unreadable or of the wrong kind: nothing can start without them. */
public final class KeysetException extends ProofOfLifeException {
    public KeysetException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
