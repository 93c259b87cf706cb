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
    private final Regions regions;
    private final AuditLog audit;

    public ConsoleUsers(ConsoleAccounts accounts, Regions regions, AuditLog audit) {
        this.accounts = accounts;
        this.regions = regions;
        this.audit = audit;
    }

    /**
     * For what mixes regions.
     *
     * @param roles none = any account
     * @throws WebProblem as {@link #requireConfined}, and REGION_CONFINED if the account is confined to a region
     */
    public ConsoleAccount require(WebSession session, ConsoleRole... roles) {
        ConsoleAccount account = requireConfined(session, roles);
        if (account.region() != null) {
            throw Regions.confined();
        }
        return account;
    }

    /**
     * For something of one person's.
     *
     * @throws WebProblem as {@link #requireConfined}, and NOT_FOUND if the account's region does not cover it
     */
    public ConsoleAccount requireFor(WebSession session, Regions.Item item, Object id, ConsoleRole... roles) {
        ConsoleAccount account = requireConfined(session, roles);
        if (!regions.covers(account, item, id)) {
            throw WebProblem.notFound();
        }
        return account;
    }

    /**
     * For what the caller confines to the account's region.
     *
     * @param roles none = any account
     * @throws WebProblem ROLE_MISSING if the account has none of these roles, FIRST_SIGN_ON_DUE if its password is still one
     *     that somebody else knows
     */
    public ConsoleAccount requireConfined(WebSession session, ConsoleRole... roles) {
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

    /** As {@link #requireFor}, for those who may read about people, and writes down what is read. */
    public ConsoleAccount readsOfPerson(WebSession session, String action, Regions.Item item, Object id) {
        return written(requireFor(session, item, id, READERS), action, item.entity(), id, Map.of());
    }

    /** As {@link #requireFor}. @throws WebProblem ROLE_MISSING if the account may not read about people */
    public ConsoleAccount requireReaderFor(WebSession session, Regions.Item item, Object id) {
        return requireFor(session, item, id, READERS);
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
        return written(require(session, roles), action, entity, id, detail);
    }

    /** As {@link #reads}, for those who may read about people. */
    public ConsoleAccount readsOfPeople(
            WebSession session, String action, String entity, Object id, Map<String, Object> detail) {
        return reads(session, action, entity, id, detail, READERS);
    }

    /** As {@link #requireConfined} for those who may read about people, and writes down what is read. */
    public ConsoleAccount listsPeople(WebSession session, String action, String entity, Map<String, Object> detail) {
        return written(requireConfined(session, READERS), action, entity, "-", detail);
    }

    private ConsoleAccount written(
            ConsoleAccount reader, String action, String entity, Object id, Map<String, Object> detail) {
        audit.append(AuditLog.Entry.act(reader.actor(), action, entity, id, detail));
        return reader;
    }
}
