package org.proofoflife.verification.model;

/** A model is missing, altered or not what its manifest says: nothing can be judged until an operator mends it. */
public final class ModelUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ModelUnavailableException(String message) {
        super(message);
    }

    public ModelUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
