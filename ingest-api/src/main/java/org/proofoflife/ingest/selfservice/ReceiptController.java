package org.proofoflife.ingest.selfservice;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.proofoflife.ingest.problem.ApiProblem;
import org.proofoflife.ingest.problem.ProblemCode;
import org.proofoflife.ingest.webpages.PageController;
import org.proofoflife.ingest.webpages.RateLimits;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Checking a receipt: open to a bank, another office or a counter that is shown one. */
@RestController
@RequestMapping("/web/open/receipts")
@Tag(name = "Receipts", description = "Check a receipt that somebody shows")
class ReceiptController extends PageController {

    private static final String COUNTED = "receipt-check";
    private static final int WRONG_PER_ADDRESS = 40;
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final ReceiptCodes codes;
    private final RateLimits limits;

    ReceiptController(ReceiptCodes codes, RateLimits limits) {
        this.codes = codes;
        this.limits = limits;
    }

    record Check(@NotBlank @Size(max = 60) String code) {

        @Override
        public String toString() {
            return "Check[redacted]";
        }
    }

    /** Only codes that are wrong count against an address: a bank's branches may share one. */
    @PostMapping("/check")
    @SecurityRequirements
    @Operation(
            summary = "Check a receipt by its code",
            description =
                    "Without a key. Says for whom (masked) and for which period it was made out and whether that still"
                            + " stands. RECEIPT_UNKNOWN if no receipt has the code; TOO_MANY_ATTEMPTS after 40 wrong codes from one"
                            + " address within 15 minutes.")
    ReceiptCodes.Checked check(@Valid @RequestBody Check asked, HttpServletRequest request) {
        limits.count(COUNTED, request.getRemoteAddr(), WRONG_PER_ADDRESS, WINDOW);
        ReceiptCodes.Checked found =
                codes.check(asked.code()).orElseThrow(() -> new ApiProblem(ProblemCode.RECEIPT_UNKNOWN));
        limits.takeBack(COUNTED, request.getRemoteAddr(), WINDOW);
        return found;
    }
}
