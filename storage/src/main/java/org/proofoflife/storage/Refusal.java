package org.proofoflife.storage;

/** A wish that cannot be met as things stand; whoever asked can act on the code. Nothing was changed. */
public final class Refusal extends ProofOfLifeException {

    /** What was wrong, in the terms of HTTP (RFC 9110). */
    public enum Kind {
        INVALID(422),
        FORBIDDEN(403),
        NOT_FOUND(404),
        CONFLICT(409);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    private final Kind kind;
    private final String code;

    private Refusal(Kind kind, String code, String message) {
        super(message);
        this.kind = kind;
        this.code = code;
    }

    /** @param code stable, upper case; @param message without personal data */
    public static Refusal invalid(String code, String message) {
        return new Refusal(Kind.INVALID, code, message);
    }

    /** @param code stable, upper case; @param message without personal data */
    public static Refusal forbidden(String code, String message) {
        return new Refusal(Kind.FORBIDDEN, code, message);
    }

    /** @param code stable, upper case; @param message without personal data */
    public static Refusal notFound(String code, String message) {
        return new Refusal(Kind.NOT_FOUND, code, message);
    }

    /** @param code stable, upper case; @param message without personal data */
    public static Refusal conflict(String code, String message) {
        return new Refusal(Kind.CONFLICT, code, message);
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }
}
