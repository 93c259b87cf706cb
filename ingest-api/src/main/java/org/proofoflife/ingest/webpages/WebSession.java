package org.proofoflife.ingest.webpages;

import java.util.UUID;

/**
 * A session as a request finds it.
 *
 * @param subject pensioner or account, by kind
 * @param csrf what every changing request must repeat in its X-CSRF-Token header
 */
public record WebSession(SessionKind kind, UUID subject, String csrf) {

    @Override
    public String toString() {
        return "WebSession[" + kind + "]";
    }
}
