package org.proofoflife.ingest.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.ProofOfLifeException;

/** A call that is refused, with its code and, where the caller can use them, further members of the problem. */
public final class ApiProblem extends ProofOfLifeException {

    private final ProblemCode code;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private @Nullable Duration retryAfter;

    public ApiProblem(ProblemCode code) {
        super(code.name());
        this.code = code;
    }

    public ApiProblem(ProblemCode code, Throwable cause) {
        super(code.name(), cause);
        this.code = code;
    }

    /** @param value without personal data */
    public ApiProblem with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    public ApiProblem retryAfter(Duration wait) {
        retryAfter = wait;
        return this;
    }

    public ProblemCode code() {
        return code;
    }

    Map<String, Object> members() {
        return members;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
