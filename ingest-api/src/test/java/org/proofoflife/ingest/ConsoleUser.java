package org.proofoflife.ingest;

import java.util.Map;
import java.util.UUID;
import org.proofoflife.ingest.ApiClient.Answer;
import org.proofoflife.ingest.webpages.SessionKind;
import org.proofoflife.ingest.webpages.WebSessions;

/** Somebody logged in to the console, calling what stands behind its pages. */
record ConsoleUser(ApiClient api, String login, WebSessions.Started session) {

    UUID id() {
        return session.session().subject();
    }

    String actor() {
        return "user:" + login;
    }

    Answer get(String path) {
        return api.get("/web/console" + path, headers());
    }

    Answer post(String path, Map<String, ?> body) {
        return api.post("/web/console" + path, body, headers());
    }

    Answer put(String path, Map<String, ?> body) {
        return api.put("/web/console" + path, body, headers());
    }

    Answer delete(String path) {
        return api.delete("/web/console" + path, headers());
    }

    private String[] headers() {
        return new String[] {
            "X-API-Key",
            "",
            "Cookie",
            SessionKind.CONSOLE.cookie() + "=" + session.token(),
            "X-CSRF-Token",
            session.session().csrf()
        };
    }
}
