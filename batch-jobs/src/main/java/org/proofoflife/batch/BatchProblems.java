package org.proofoflife.batch;

import java.net.URI;
import org.proofoflife.storage.Refusal;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** RFC 9457 problems with a stable {@code code}. */
@RestControllerAdvice
class BatchProblems extends ResponseEntityExceptionHandler {

    @ExceptionHandler
    ProblemDetail refused(Refusal refusal) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatusCode.valueOf(refusal.kind().status()), refusal.getMessage());
        problem.setType(URI.create("urn:proof-of-life:problem:" + refusal.code()));
        problem.setProperty("code", refusal.code());
        return problem;
    }
}
