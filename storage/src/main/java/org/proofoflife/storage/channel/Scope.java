package org.proofoflife.storage.channel;

import java.util.Locale;

/** What a channel may do. Written in lower case in tokens and in the database. */
public enum Scope {
    /** Open certifications, submit clips, read outcomes. */
    CERTIFY,
    /** Submit enrolment photos. */
    ENROL,
    /** Maintain the roster. */
    ADMIN;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Scope of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
