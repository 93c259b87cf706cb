package org.proofoflife.ingest.review;

import java.util.Map;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.ingest.webpages.WebSession;
import org.proofoflife.storage.audit.AuditLog;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Who is behind a session, and whether they may do it. Looked up on every request, so a disabled account is out at once. */
@Component
public class ConsoleUsers {

    /** Who may read about people and their money. */
    private static final ConsoleRole[] READERS = {ConsoleRole.REVIEWER, ConsoleRole.APPROVER, ConsoleRole.AUDITOR};

    private final ConsoleAccounts accounts;
    private final AuditLog audit;

    public ConsoleUsers(ConsoleAccounts accounts, AuditLog audit) {
        this.accounts = accounts;
        this.audit = audit;
    }

    /**
     * @param roles none = any account
     * @throws WebProblem ROLE_MISSING if the account has none of these roles, FIRST_SIGN_ON_DUE if its password is still one
     *     that somebody else knows
     */
    public ConsoleAccount require(WebSession session, ConsoleRole... roles) {
        ConsoleAccount account = accounts.find(session.subject())
                .orElseThrow(() -> new WebProblem(HttpStatus.FORBIDDEN, "ROLE_MISSING", "The account is disabled"));
        if (!account.finished()) {
            throw new WebProblem(
                    HttpStatus.FORBIDDEN, "FIRST_SIGN_ON_DUE", "First set a password and a second factor of your own");
        }
        if (roles.length > 0 && !account.hasAny(roles)) {
            throw new WebProblem(HttpStatus.FORBIDDEN, "ROLE_MISSING", "The account's roles do not allow this");
        }
        return account;
    }

    /** @throws WebProblem ROLE_MISSING if the account may not read about people */
    public ConsoleAccount requireReader(WebSession session) {
        return require(session, READERS);
    }

    /**
     * As {@link #require}, and writes down what is read.
     *
     * @param detail without personal data
     */
    public ConsoleAccount reads(
            WebSession session,
            String action,
            String entity,
            Object id,
            Map<String, Object> detail,
            ConsoleRole... roles) {
        ConsoleAccount reader = require(session, roles);
        audit.append(AuditLog.Entry.act(reader.actor(), action, entity, id, detail));
        return reader;
    }

    /** As {@link #requireReader}, and writes down what is read. @param detail without personal data */
    public ConsoleAccount readsOfPeople(
            WebSession session, String action, String entity, Object id, Map<String, Object> detail) {
        return reads(session, action, entity, id, detail, READERS);
    }
}
