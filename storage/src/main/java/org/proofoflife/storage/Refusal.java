package org.proofoflife.storage;

/** A wish that cannot be met as things stand; whoever asked can act on the code. Nothing was changed. */
public class Refusal extends ProofOfLifeException {

    /** What was wrong, in the terms of HTTP. */
    public enum Kind {
        INVALID,
        NOT_FOUND,
        CONFLICT
    }

    private final Kind kind;
    private final String code;

    /** @param message without personal data */
    public Refusal(Kind kind, String code, String message) {
        super(message);
        this.kind = kind;
        this.code = code;
    }

    public Kind kind() {
        return kind;
    }

    /** Stable, upper case. */
    public String code() {
        return code;
    }
}
