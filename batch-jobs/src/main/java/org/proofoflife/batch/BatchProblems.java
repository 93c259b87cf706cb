package org.proofoflife.batch;

import java.net.URI;
import org.proofoflife.storage.Causes;
import org.proofoflife.storage.Refusal;
import org.proofoflife.storage.jdbc.DatabaseOutage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** RFC 9457 problems with a stable {@code code}. */
@RestControllerAdvice
class BatchProblems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(BatchProblems.class);

    @ExceptionHandler
    ProblemDetail refused(Refusal refusal) {
        return problem(
                HttpStatusCode.valueOf(refusal.kind().status()), refusal.code(), String.valueOf(refusal.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail failed(Exception failure) {
        if (DatabaseOutage.is(failure)) {
            LOG.warn("The database does not answer: {}", Causes.of(failure));
            return problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "TEMPORARILY_UNAVAILABLE",
                    "The database does not answer; try again");
        }
        LOG.error("A call failed", failure);
        return problem(HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL_ERROR", "The call failed; the log says why");
    }

    private static ProblemDetail problem(HttpStatusCode status, String code, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:proof-of-life:problem:" + code));
        problem.setProperty("code", code);
        return problem;
    }
}
