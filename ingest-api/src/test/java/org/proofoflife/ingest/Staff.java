package org.proofoflife.ingest;

import java.util.Set;
import java.util.UUID;
import org.proofoflife.ingest.review.ConsoleAccounts;
import org.proofoflife.ingest.review.ConsoleRole;
import org.proofoflife.ingest.webpages.SessionKind;
import org.proofoflife.ingest.webpages.WebSessions;
import org.springframework.context.annotation.Lazy;

/** People who work in the console, logged in there. */
@Lazy
class Staff {

    private final ApiClient api;
    private final ConsoleAccounts accounts;
    private final WebSessions sessions;

    Staff(ApiClient api, ConsoleAccounts accounts, WebSessions sessions) {
        this.api = api;
        this.accounts = accounts;
        this.sessions = sessions;
    }

    /** Somebody new whom the identity provider vouches for. */
    ConsoleUser with(ConsoleRole... roles) {
        String login = "staff-" + UUID.randomUUID().toString().substring(0, 8);
        return enter(
                login,
                accounts.vouchedFor(TestIssuer.class.getName(), login, login, login, Set.of(roles))
                        .id());
    }

    ConsoleUser enter(String login, UUID id) {
        return new ConsoleUser(api, login, sessions.start(SessionKind.CONSOLE, id));
    }
}
