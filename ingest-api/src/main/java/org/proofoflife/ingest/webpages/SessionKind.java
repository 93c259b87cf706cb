package org.proofoflife.ingest.webpages;

import java.time.Duration;

/** Who a session of the pages belongs to, and how long it lasts. */
public enum SessionKind {
    /** A retiree who logged in by name and number to certify; enough for that and nothing else. */
    SELF_SERVICE("certify_session", Duration.ofMinutes(20), Duration.ofHours(1)),
    /** A retiree with an account and password. */
    CENTRE("centre_session", Duration.ofMinutes(30), Duration.ofHours(8)),
    /** A clerk with password and second factor. */
    CONSOLE("console_session", Duration.ofMinutes(30), Duration.ofHours(10));

    private final String cookie;
    private final Duration idle;
    private final Duration whole;

    SessionKind(String cookie, Duration idle, Duration whole) {
        this.cookie = cookie;
        this.idle = idle;
        this.whole = whole;
    }

    public String cookie() {
        return cookie;
    }

    /** A session that is not used for this long is over. */
    public Duration idle() {
        return idle;
    }

    /** A session is over after this long in any case. */
    public Duration whole() {
        return whole;
    }
}
