package org.proofoflife.verification.decode;

import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.EnvironmentException;

/** The decoder does not run on this machine: it says nothing about any clip until an operator mends it. */
public final class DecoderUnavailableException extends EnvironmentException {

    public DecoderUnavailableException(String message) {
        this(message, null);
    }

    public DecoderUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
