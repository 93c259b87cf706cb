package org.proofoflife.batch;

import org.proofoflife.storage.ProofOfLifeException;

/** A request that cannot be met as things stand; the caller can act on the code. */
public final class BatchRefusal extends ProofOfLifeException {

    /** What was wrong, in the terms of HTTP. */
    public enum Kind {
        INVALID,
        NOT_FOUND,
        CONFLICT
    }

    private final Kind kind;
    private final String code;

    private BatchRefusal(Kind kind, String code, String message) {
        super(message);
        this.kind = kind;
        this.code = code;
    }

    public static BatchRefusal invalid(String code, String message) {
        return new BatchRefusal(Kind.INVALID, code, message);
    }

    public static BatchRefusal notFound(String code, String message) {
        return new BatchRefusal(Kind.NOT_FOUND, code, message);
    }

    public static BatchRefusal conflict(String code, String message) {
        return new BatchRefusal(Kind.CONFLICT, code, message);
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }
}
