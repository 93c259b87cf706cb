package org.proofoflife.verification.decode;

/** The decoder does not run on this machine: it says nothing about any clip until an operator mends it. */
public final class DecoderUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DecoderUnavailableException(String message) {
        super(message);
    }

    public DecoderUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
