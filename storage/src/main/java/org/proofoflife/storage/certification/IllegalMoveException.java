package org.proofoflife.storage.certification;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.ProofOfLifeException;

/** A certification cannot move as asked from the state it is in. Nothing was changed. */
public final class IllegalMoveException extends ProofOfLifeException {

    private final transient @Nullable CertificationState from;
    private final transient CertificationState to;

    public IllegalMoveException(UUID id, @Nullable CertificationState from, CertificationState to) {
        super("Certification " + id + " cannot move from " + from + " to " + to);
        this.from = from;
        this.to = to;
    }

    /** The state it is in; null when there is no such certification. */
    public @Nullable CertificationState from() {
        return from;
    }

    public CertificationState to() {
        return to;
    }
}
