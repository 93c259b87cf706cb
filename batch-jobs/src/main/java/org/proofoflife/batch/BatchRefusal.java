package org.proofoflife.batch;

import org.proofoflife.storage.Refusal;

/** A request to this application that cannot be met as things stand; the caller can act on the code. */
public final class BatchRefusal extends Refusal {

    private BatchRefusal(Kind kind, String code, String message) {
        super(kind, code, message);
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
}
