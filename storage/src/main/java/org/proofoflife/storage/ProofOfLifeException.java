package org.proofoflife.storage;

import org.jspecify.annotations.Nullable;

/**
 * Root of the few exceptions of this product. A failed check of a person is a decision, not an exception. Messages
 * carry ids and codes, never personal data.
 */
public class ProofOfLifeException extends RuntimeException {

    public ProofOfLifeException(String message) {
        this(message, null);
    }

    public ProofOfLifeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
