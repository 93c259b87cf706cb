package org.proofoflife.verification.decode;

import org.proofoflife.storage.ProofOfLifeException;

/** Somebody else ended the decoder, as a shutdown or a machine short of memory does: nothing is known of the clip. */
public final class DecoderInterruptedException extends ProofOfLifeException {

    private static final long serialVersionUID = 1L;

    public DecoderInterruptedException(String message) {
        super(message);
    }
}
