package org.proofoflife.verification.intake;

import org.proofoflife.storage.ProofOfLifeException;

/** No retry would help, and it is not the clip's fault: a person has to look. */
public final class PermanentFailure extends ProofOfLifeException {

    private final String code;

    /** @param code short constant for the audit log, e.g. CLIP_ALTERED */
    public PermanentFailure(String code) {
        super(code);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
