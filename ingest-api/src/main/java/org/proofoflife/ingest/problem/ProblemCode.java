package org.proofoflife.ingest.problem;

import org.springframework.http.HttpStatus;

/** Every way in which a call is refused. The names are stable: channels act on them. */
public enum ProblemCode {
    INVALID_REQUEST(HttpStatus.BAD_REQUEST),
    IDEMPOTENCY_KEY_REQUIRED(HttpStatus.BAD_REQUEST),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED),
    CHANNEL_DISABLED(HttpStatus.FORBIDDEN),
    SCOPE_MISSING(HttpStatus.FORBIDDEN),
    NOT_FOUND(HttpStatus.NOT_FOUND),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR),
    TEMPORARILY_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),

    /** Name and number do not belong to one registered person; which of the two is wrong is not said. */
    LOGIN_NOT_MATCHED(HttpStatus.FORBIDDEN),
    LOGIN_LOCKED(HttpStatus.TOO_MANY_REQUESTS),
    ATTEMPTS_EXHAUSTED(HttpStatus.TOO_MANY_REQUESTS),
    SCHEME_NOT_SERVED(HttpStatus.FORBIDDEN),
    BENEFIT_STATUS_ABNORMAL(HttpStatus.FORBIDDEN),
    LIFE_STATUS_ABNORMAL(HttpStatus.FORBIDDEN),
    NOT_ENROLLED(HttpStatus.CONFLICT),
    CONSENT_OUTDATED(HttpStatus.UNPROCESSABLE_CONTENT),
    IDEMPOTENCY_CONFLICT(HttpStatus.CONFLICT),

    CERTIFICATION_NOT_OPEN(HttpStatus.CONFLICT),
    CERTIFICATION_EXPIRED(HttpStatus.GONE),
    CLIP_MISSING(HttpStatus.UNPROCESSABLE_CONTENT),
    CLIP_SIZE_MISMATCH(HttpStatus.UNPROCESSABLE_CONTENT),
    CLIP_HASH_MISMATCH(HttpStatus.UNPROCESSABLE_CONTENT),
    CLIP_TYPE_NOT_ACCEPTED(HttpStatus.UNPROCESSABLE_CONTENT),
    PROMPT_OFFSETS_INVALID(HttpStatus.UNPROCESSABLE_CONTENT),
    APPEAL_NOT_POSSIBLE(HttpStatus.CONFLICT),
    /** A person has decided it already. */
    APPEAL_REVIEWED(HttpStatus.CONFLICT),
    APPEAL_TOO_LATE(HttpStatus.CONFLICT),
    /** Another of the person's certifications was decided later. */
    APPEAL_NOT_LATEST(HttpStatus.CONFLICT),
    CERTIFICATION_UNDER_WAY(HttpStatus.CONFLICT),
    NO_CERTIFICATE(HttpStatus.NOT_FOUND),
    /** No receipt was made that has this code. */
    RECEIPT_UNKNOWN(HttpStatus.NOT_FOUND),

    PHOTO_UNREADABLE(HttpStatus.UNPROCESSABLE_CONTENT),
    PHOTO_UNFIT(HttpStatus.UNPROCESSABLE_CONTENT),
    NUMBER_TAKEN(HttpStatus.CONFLICT);

    private final HttpStatus status;

    ProblemCode(HttpStatus status) {
        this.status = status;
    }

    public HttpStatus status() {
        return status;
    }
}
