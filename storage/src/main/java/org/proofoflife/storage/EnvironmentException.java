package org.proofoflife.storage;

import org.jspecify.annotations.Nullable;

/** What an application needs around it is missing or wrong: it can do nothing until an operator mends that. */
public class EnvironmentException extends ProofOfLifeException {

    public EnvironmentException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
