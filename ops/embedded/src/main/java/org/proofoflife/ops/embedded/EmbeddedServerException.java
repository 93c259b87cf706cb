package org.proofoflife.ops.embedded;

import org.jspecify.annotations.Nullable;

/** A server could not be started; the message says which one and what to do about it. */
public class EmbeddedServerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public EmbeddedServerException(String message) {
        super(message);
    }

    public EmbeddedServerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
