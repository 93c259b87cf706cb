package org.proofoflife.verification.model;

import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.EnvironmentException;

/** A model is missing, altered or not what its manifest says: nothing can be judged until an operator mends it. */
public final class ModelUnavailableException extends EnvironmentException {

    public ModelUnavailableException(String message) {
        this(message, null);
    }

    public ModelUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
