package org.proofoflife.ingest.problem;

import jakarta.validation.ConstraintViolationException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns every exception into a coded problem; what came in is never quoted back. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    /** @param field path of the member that is wrong; @param message why, without the value */
    record Violation(String field, String message) {}

    @ExceptionHandler
    ResponseEntity<Object> refused(ApiProblem refusal) {
        if (refusal.code() == ProblemCode.TEMPORARILY_UNAVAILABLE && refusal.getCause() != null) {
            Outages.say(refusal.getCause());
        }
        ProblemDetail problem = Problems.of(refusal.code(), LocaleContextHolder.getLocale());
        refusal.members().forEach(problem::setProperty);
        HttpHeaders headers = new HttpHeaders();
        if (refusal.retryAfter() != null) {
            headers.set(
                    HttpHeaders.RETRY_AFTER, Long.toString(refusal.retryAfter().toSeconds()));
        }
        return respond(problem, headers);
    }

    @ExceptionHandler
    ResponseEntity<Object> invalid(ConstraintViolationException invalid) {
        ProblemDetail problem = Problems.of(ProblemCode.INVALID_REQUEST, LocaleContextHolder.getLocale());
        problem.setProperty(
                "violations",
                invalid.getConstraintViolations().stream()
                        .map(v -> new Violation(v.getPropertyPath().toString(), v.getMessage()))
                        .toList());
        return respond(problem, new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Object> failed(Exception failure) {
        ProblemCode code = ProblemCode.INTERNAL_ERROR;
        if (Outages.isOne(failure)) {
            Outages.say(failure);
            code = ProblemCode.TEMPORARILY_UNAVAILABLE;
        } else {
            LOG.error("A call failed", failure);
        }
        return respond(Problems.of(code, LocaleContextHolder.getLocale()), new HttpHeaders());
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = Problems.of(ProblemCode.INVALID_REQUEST, LocaleContextHolder.getLocale());
        List<Violation> violations = invalid.getBindingResult().getFieldErrors().stream()
                .map(error -> new Violation(error.getField(), String.valueOf(error.getDefaultMessage())))
                .toList();
        problem.setProperty("violations", violations);
        return respond(problem, headers);
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception cause, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return respond(Problems.of(codeOf(status), LocaleContextHolder.getLocale()), headers);
    }

    private static ProblemCode codeOf(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> ProblemCode.NOT_FOUND;
            case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
            case 406 -> ProblemCode.NOT_ACCEPTABLE;
            case 413 -> ProblemCode.TOO_LARGE;
            case 415 -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
            case 503 -> ProblemCode.TEMPORARILY_UNAVAILABLE;
            default -> status.is4xxClientError() ? ProblemCode.INVALID_REQUEST : ProblemCode.INTERNAL_ERROR;
        };
    }

    private static ResponseEntity<Object> respond(ProblemDetail problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
