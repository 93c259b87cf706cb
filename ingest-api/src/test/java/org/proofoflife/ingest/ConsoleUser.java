package org.proofoflife.ingest;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.proofoflife.ingest.ApiClient.Answer;
import org.proofoflife.ingest.review.ConsoleAccounts;
import org.proofoflife.ingest.review.ConsoleRole;
import org.proofoflife.ingest.webpages.SessionKind;
import org.proofoflife.ingest.webpages.WebSessions;

/** Somebody logged in to the console, calling what stands behind its pages. */
record ConsoleUser(ApiClient api, String login, WebSessions.Started session) {

    static ConsoleUser with(ConsoleRole role, ApiClient api, ConsoleAccounts accounts, WebSessions sessions) {
        String login = role.name().toLowerCase(Locale.ROOT) + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        UUID id = accounts.vouchedFor(TestIssuer.class.getName(), login, login, login, Set.of(role))
                .id();
        return new ConsoleUser(api, login, sessions.start(SessionKind.CONSOLE, id));
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
