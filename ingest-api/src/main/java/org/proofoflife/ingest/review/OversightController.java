package org.proofoflife.ingest.review;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.webpages.PageController;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.ingest.webpages.WebSession;
import org.proofoflife.storage.audit.AuditLog;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Figures, audit log and accounts. */
@RestController
@RequestMapping("/web/console")
class OversightController extends PageController {

    private static final int AUDIT_PAGE = 100;

    private final ConsoleUsers users;
    private final ConsoleAccounts accounts;
    private final Oversight oversight;
    private final AuditLog audit;

    OversightController(ConsoleUsers users, ConsoleAccounts accounts, Oversight oversight, AuditLog audit) {
        this.users = users;
        this.accounts = accounts;
        this.oversight = oversight;
        this.audit = audit;
    }

    record NewAccount(
            @NotBlank @Pattern(regexp = "[a-z0-9._-]{3,40}") String login,
            @NotBlank @Size(max = 60) String displayName,
            @NotEmpty Set<@NotNull ConsoleRole> roles,

            @Nullable @Pattern(regexp = ConsoleAccount.REGION)
            String region) {

        @Override
        public String toString() {
            return "NewAccount[" + login + "]";
        }
    }

    /** @param region null = all */
    record Confinement(
            @Nullable @Pattern(regexp = ConsoleAccount.REGION)
            String region) {}

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

    @GetMapping("/accounts")
    List<ConsoleAccount> accounts(@AuthenticationPrincipal WebSession session) {
        users.reads(
                session,
                "LIST_ACCOUNTS",
                "console_account",
                "-",
                Map.of(),
                ConsoleRole.ADMINISTRATOR,
                ConsoleRole.AUDITOR);
        return accounts.all();
    }

    @PostMapping("/accounts")
    ConsoleAccounts.Started create(
            @Valid @RequestBody NewAccount request, @AuthenticationPrincipal WebSession session) {
        ConsoleAccount administrator = users.require(session, ConsoleRole.ADMINISTRATOR);
        try {
            return accounts.create(
                    request.login(), request.displayName(), request.roles(), request.region(), administrator.actor());
        } catch (DuplicateKeyException taken) {
            throw new WebProblem(HttpStatus.CONFLICT, "LOGIN_TAKEN", "There is an account with this login");
        }
    }

    /** Nobody resets their own: who finds an administrator's page open must not become that administrator by it. */
    @PostMapping("/accounts/{id}/reset")
    ConsoleAccounts.Started reset(@PathVariable UUID id, @AuthenticationPrincipal WebSession session) {
        return accounts.reset(id, administratorOfAnother(id, session).actor());
    }

    /** Nobody confines their own: there would be nobody left to take it back. */
    @PutMapping("/accounts/{id}/region")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confine(
            @PathVariable UUID id, @Valid @RequestBody Confinement wish, @AuthenticationPrincipal WebSession session) {
        accounts.confine(id, wish.region(), administratorOfAnother(id, session).actor());
    }

    private ConsoleAccount administratorOfAnother(UUID id, WebSession session) {
        ConsoleAccount administrator = users.require(session, ConsoleRole.ADMINISTRATOR);
        if (administrator.id().equals(id)) {
            throw new WebProblem(HttpStatus.FORBIDDEN, "OWN_ACCOUNT", "Another administrator has to do this");
        }
        return administrator;
    }

    @DeleteMapping("/accounts/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disable(@PathVariable UUID id, @AuthenticationPrincipal WebSession session) {
        ConsoleAccount administrator = users.require(session, ConsoleRole.ADMINISTRATOR);
        accounts.disable(id, administrator.actor());
    }
}
