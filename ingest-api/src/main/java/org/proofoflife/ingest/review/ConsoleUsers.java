package org.proofoflife.ingest.review;

import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.ingest.webpages.WebSession;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Who is behind a session, and whether they may do it. Looked up on every request, so a disabled account is out at once. */
@Component
public class ConsoleUsers {

    private final ConsoleAccounts accounts;

    public ConsoleUsers(ConsoleAccounts accounts) {
        this.accounts = accounts;
    }

    /** @throws WebProblem ROLE_MISSING if the account has none of these roles; no roles = any account */
    public ConsoleAccount require(WebSession session, ConsoleRole... roles) {
        ConsoleAccount account = accounts.find(session.subject())
                .orElseThrow(() -> new WebProblem(HttpStatus.FORBIDDEN, "ROLE_MISSING", "The account is disabled"));
        if (roles.length > 0 && !account.hasAny(roles)) {
            throw new WebProblem(HttpStatus.FORBIDDEN, "ROLE_MISSING", "The account's roles do not allow this");
        }
        return account;
    }
}
