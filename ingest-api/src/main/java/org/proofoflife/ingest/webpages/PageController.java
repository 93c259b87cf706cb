package org.proofoflife.ingest.webpages;

import org.proofoflife.storage.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Base of the controllers behind the pages: answers their refusals as problem documents. */
public abstract class PageController {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> problem(WebProblem problem) {
        return ResponseEntity.status(problem.getStatusCode())
                .headers(problem.getHeaders())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem.getBody());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refusal refusal) {
        HttpStatus status = HttpStatus.valueOf(refusal.kind().status());
        return problem(new WebProblem(status, refusal.code(), String.valueOf(refusal.getMessage())));
    }
}
