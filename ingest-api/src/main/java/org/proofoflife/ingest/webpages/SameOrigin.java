package org.proofoflife.ingest.webpages;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;

/** Before a login there is no session whose token could be repeated; then the browser's own word counts. */
public final class SameOrigin {

    private SameOrigin() {}

    /** @throws WebProblem FOREIGN_PAGE if the browser says that another site sent the request */
    public static void require(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            throw new WebProblem(HttpStatus.FORBIDDEN, "FOREIGN_PAGE", "The request comes from another site");
        }
    }
}
