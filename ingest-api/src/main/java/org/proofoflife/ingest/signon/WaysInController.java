package org.proofoflife.ingest.signon;

import org.proofoflife.ingest.webpages.PageController;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How one can log in to the console here. */
@RestController
class WaysInController extends PageController {

    private final OidcProperties properties;

    WaysInController(OidcProperties properties) {
        this.properties = properties;
    }

    /** @param signOn where the provider's login begins, relative to the site; empty where there is no provider */
    record WaysIn(String signOn) {}

    @GetMapping("/web/open/console/ways-in")
    WaysIn waysIn() {
        return new WaysIn(
                properties.open() ? OidcConfiguration.START.substring(1) + "/" + OidcConfiguration.REGISTRATION : "");
    }
}
