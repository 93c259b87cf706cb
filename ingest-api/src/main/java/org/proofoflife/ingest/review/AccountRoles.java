package org.proofoflife.ingest.review;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The roles of accounts of the console's own, from their next request on. */
@Component
class AccountRoles {

    private final JdbcClient jdbc;
    private final ConsoleAccounts accounts;
    private final AuditLog audit;
    private final Clock clock;

    AccountRoles(JdbcClient jdbc, ConsoleAccounts accounts, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Takes all others. What somebody proposed who is no administrator any more is withdrawn.
     *
     * @return the account as it was
     * @throws WebProblem NOT_FOUND if it is disabled or not there, ROLES_OF_PROVIDER, LAST_ADMINISTRATOR
     */
    @Transactional
    public ConsoleAccount retain(UUID id, Set<ConsoleRole> retained, String actor) {
        boolean keptByOthers = accounts.lockAdministrators(id);
        ConsoleAccount account = own(id);
        Set<ConsoleRole> roles = EnumSet.copyOf(account.roles());
        if (roles.retainAll(retained)) {
            set(account, roles, actor);
        }
        if (account.hasAny(ConsoleRole.ADMINISTRATOR) && !roles.contains(ConsoleRole.ADMINISTRATOR)) {
            if (!keptByOthers) {
                throw ConsoleAccounts.lastAdministrator();
            }
            jdbc.sql("update console_account set administrator_until = :now where id = :id")
                    .param("now", Columns.time(clock.instant()))
                    .param("id", id)
                    .update();
            accounts.withdraw("proposed_by = :id", id);
        }
        return account;
    }

    /** @throws WebProblem NOT_FOUND if it is disabled or not there, ROLES_OF_PROVIDER */
    @Transactional
    public void give(UUID id, Set<ConsoleRole> given, String actor) {
        ConsoleAccount account = own(id);
        Set<ConsoleRole> roles = EnumSet.copyOf(given);
        roles.addAll(account.roles());
        set(account, roles, actor);
    }

    private ConsoleAccount own(UUID id) {
        ConsoleAccount account = accounts.locked(id).orElseThrow(WebProblem::notFound);
        if (account.state() == ConsoleAccount.State.VOUCHED_FOR) {
            throw new WebProblem(
                    HttpStatus.CONFLICT, "ROLES_OF_PROVIDER", "The identity provider says what roles the account has");
        }
        return account;
    }

    private void set(ConsoleAccount account, Set<ConsoleRole> roles, String actor) {
        jdbc.sql("update console_account set roles = :roles where id = :id")
                .param("roles", Columns.names(roles))
                .param("id", account.id())
                .update();
        audit.append(AuditLog.Entry.act(
                actor,
                "CHANGE_ACCOUNT",
                "console_account",
                account.id(),
                Map.of("roles", roles, "rolesBefore", account.roles())));
    }
}
