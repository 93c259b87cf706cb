package org.proofoflife.storage.crypto;

import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.EnvironmentException;

/** The keys are missing, unreadable or of the wrong kind: nothing can start without them. */
public final class KeysetException extends EnvironmentException {
    public KeysetException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
