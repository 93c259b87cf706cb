package org.proofoflife.ingest.findings;

import java.util.Map;
import org.proofoflife.ingest.review.ConsoleAccount;
import org.proofoflife.ingest.review.ConsoleRole;
import org.proofoflife.ingest.review.ConsoleUsers;
import org.proofoflife.ingest.webpages.WebSession;
import org.proofoflife.storage.audit.AuditLog;
import org.springframework.stereotype.Component;

/** Lets in who may read about people and their money, and writes down what they read. */
@Component
class Readers {

    private static final ConsoleRole[] ROLES = {ConsoleRole.REVIEWER, ConsoleRole.APPROVER, ConsoleRole.AUDITOR};

    private final ConsoleUsers users;
    private final AuditLog audit;

    Readers(ConsoleUsers users, AuditLog audit) {
        this.users = users;
        this.audit = audit;
    }

    /** @param detail without personal data */
    ConsoleAccount reads(WebSession session, String action, String entity, Object id, Map<String, Object> detail) {
        ConsoleAccount reader = users.require(session, ROLES);
        audit.append(AuditLog.Entry.act(reader.actor(), action, entity, id, detail));
        return reader;
    }
}
