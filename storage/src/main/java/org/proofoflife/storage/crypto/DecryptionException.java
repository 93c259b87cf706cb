package org.proofoflife.storage.crypto;

import org.proofoflife.storage.ProofOfLifeException;

/** A ciphertext was made with another key, for another row or column, or was altered. */
public final class DecryptionException extends ProofOfLifeException {
    public DecryptionException(String column, String rowId, Throwable cause) {
        super("Cannot decrypt " + column + " of row " + rowId, cause);
    }
}
