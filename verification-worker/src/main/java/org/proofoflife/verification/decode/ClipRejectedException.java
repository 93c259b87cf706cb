package org.proofoflife.verification.decode;

import org.proofoflife.storage.certification.OutcomeCode;

/** The clip cannot be watched to its end; the code says why. Not a fault of ours: it becomes a judgement. */
public final class ClipRejectedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final OutcomeCode code;

    public ClipRejectedException(OutcomeCode code, String detail) {
        super(code + ": " + detail);
        this.code = code;
    }

    public OutcomeCode code() {
        return code;
    }
}
