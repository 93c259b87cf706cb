package org.proofoflife.storage.messages;

import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.ProofOfLifeException;

/** A message that no retry will make readable: not JSON, incomplete, or of a format this program does not know. */
public final class UnreadableMessageException extends ProofOfLifeException {
    public UnreadableMessageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
