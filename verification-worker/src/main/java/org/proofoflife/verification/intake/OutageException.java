package org.proofoflife.verification.intake;

import org.proofoflife.storage.ProofOfLifeException;

/** What the work needs does not answer, which says nothing about it: it waits, and loses no attempt. */
public final class OutageException extends ProofOfLifeException {

    private final String code;

    /** @param code short constant for the audit log, e.g. OBJECT_STORE */
    public OutageException(String code, Throwable cause) {
        super(code, cause);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
