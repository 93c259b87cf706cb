package org.proofoflife.ingest.webpages;

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
}
