package org.proofoflife.ingest.review;

import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.webpages.PageController;
import org.proofoflife.ingest.webpages.WebSession;
import org.proofoflife.storage.audit.AuditLog;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Figures and audit log. */
@RestController
@RequestMapping("/web/console")
class OversightController extends PageController {

    private static final int AUDIT_PAGE = 100;

    private final ConsoleUsers users;
    private final Oversight oversight;
    private final AuditLog audit;

    OversightController(ConsoleUsers users, Oversight oversight, AuditLog audit) {
        this.users = users;
        this.oversight = oversight;
        this.audit = audit;
    }

    @GetMapping("/dashboard")
    Oversight.Figures dashboard(@AuthenticationPrincipal WebSession session) {
        users.reads(session, "VIEW_DASHBOARD", "console", "-", Map.of());
        return oversight.figures();
    }

    @GetMapping("/audit")
    List<AuditLog.Line> audit(
            @RequestParam(defaultValue = "") @Size(max = 80) String entityId,
            @RequestParam(defaultValue = "") @Size(max = 80) String actor,
            @RequestParam(required = false) @Nullable Long before,
            @AuthenticationPrincipal WebSession session) {
        users.reads(
                session,
                "READ_AUDIT_LOG",
                "audit_log",
                "-",
                Map.of("entityId", entityId, "actor", actor),
                ConsoleRole.AUDITOR,
                ConsoleRole.ADMINISTRATOR);
        return audit.before(before == null ? Long.MAX_VALUE : before, entityId.strip(), actor.strip(), AUDIT_PAGE);
    }
}
