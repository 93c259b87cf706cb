package org.proofoflife.verification.intake;

import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.ProofOfLifeException;

/** The job could not be done now and may succeed later. @see PermanentFailure */
public final class RetryableFailure extends ProofOfLifeException {

    private final String code;

    /** @param code short constant for the audit log, e.g. CLIP_MISSING */
    public RetryableFailure(String code, @Nullable Throwable cause) {
        super(code, cause);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
