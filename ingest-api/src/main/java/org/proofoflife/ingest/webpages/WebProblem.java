package org.proofoflife.ingest.webpages;

import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A refusal that a page shows: RFC 9457 with a stable code. */
public final class WebProblem extends ErrorResponseException {

    private final String code;

    public WebProblem(HttpStatus status, String code, String detail) {
        super(status, body(status, code, detail), null);
        this.code = code;
    }

    public static WebProblem tooMany(Duration retryAfter) {
        WebProblem problem =
                new WebProblem(HttpStatus.TOO_MANY_REQUESTS, "TOO_MANY_ATTEMPTS", "Too many attempts; try again later");
        problem.getHeaders().set("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
        return problem;
    }

    public static WebProblem notFound() {
        return new WebProblem(HttpStatus.NOT_FOUND, "NOT_FOUND", "There is no such thing for this session");
    }

    public String code() {
        return code;
    }

    public WebProblem with(String property, Object value) {
        getBody().setProperty(property, value);
        return this;
    }

    private static ProblemDetail body(HttpStatus status, String code, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("code", code);
        return problem;
    }
}
