package org.proofoflife.verification.intake;

import org.proofoflife.storage.ProofOfLifeException;

/** What the work needs does not answer, which says nothing about it: it waits, and loses no attempt. */
public final class OutageException extends ProofOfLifeException {

    /** @param code short constant for the audit log, e.g. OBJECT_STORE */
    public OutageException(String code, Throwable cause) {
        super(code, cause);
    }

    public String code() {
        return String.valueOf(getMessage());
    }
}
