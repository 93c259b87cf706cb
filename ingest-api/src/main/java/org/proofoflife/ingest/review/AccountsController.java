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
import org.proofoflife.ingest.review.AccountProposals.Outcome;
import org.proofoflife.ingest.webpages.Ballot;
import org.proofoflife.ingest.webpages.PageController;
import org.proofoflife.ingest.webpages.WebSession;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The console's accounts, and what administrators propose of them to each other. */
@RestController
@RequestMapping("/web/console")
class AccountsController extends PageController {

    private final ConsoleUsers users;
    private final ConsoleAccounts accounts;
    private final AccountProposals proposals;

    AccountsController(ConsoleUsers users, ConsoleAccounts accounts, AccountProposals proposals) {
        this.users = users;
        this.accounts = accounts;
        this.proposals = proposals;
    }

    /**
     * @param proposals that wait for a second administrator, oldest first
     * @param alone whether the reader is an administrator whose wishes take effect at once, for there is no second one
     */
    record AccountList(List<ConsoleAccount> accounts, List<AccountProposal> proposals, boolean alone) {}

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

    /** @param roles all that the account is to have */
    record Roles(@NotEmpty Set<@NotNull ConsoleRole> roles) {}

    @GetMapping("/accounts")
    AccountList accounts(@AuthenticationPrincipal WebSession session) {
        ConsoleAccount reader = users.reads(
                session,
                "LIST_ACCOUNTS",
                "console_account",
                "-",
                Map.of(),
                ConsoleRole.ADMINISTRATOR,
                ConsoleRole.AUDITOR);
        return new AccountList(
                accounts.all(),
                proposals.waiting(reader),
                reader.hasAny(ConsoleRole.ADMINISTRATOR) && proposals.isAlone(reader));
    }

    @PostMapping("/accounts")
    Outcome open(@Valid @RequestBody NewAccount wish, @AuthenticationPrincipal WebSession session) {
        ConsoleAccount administrator = users.require(session, ConsoleRole.ADMINISTRATOR);
        return proposals.open(wish.login(), wish.displayName(), wish.roles(), wish.region(), administrator);
    }

    /** Nobody resets their own: who finds an administrator's page open must not become that administrator by it. */
    @PostMapping("/accounts/{id}/reset")
    Outcome reset(@PathVariable UUID id, @AuthenticationPrincipal WebSession session) {
        return proposals.reset(id, administratorOfAnother(id, session));
    }

    /** Nobody confines their own: there would be nobody left to take it back. */
    @PutMapping("/accounts/{id}/region")
    Outcome confine(
            @PathVariable UUID id, @Valid @RequestBody Confinement wish, @AuthenticationPrincipal WebSession session) {
        return proposals.confine(id, wish.region(), administratorOfAnother(id, session));
    }

    /** Nobody changes their own. */
    @PutMapping("/accounts/{id}/roles")
    Outcome changeRoles(
            @PathVariable UUID id, @Valid @RequestBody Roles wish, @AuthenticationPrincipal WebSession session) {
        return proposals.changeRoles(id, wish.roles(), administratorOfAnother(id, session));
    }

    private ConsoleAccount administratorOfAnother(UUID id, WebSession session) {
        ConsoleAccount administrator = users.require(session, ConsoleRole.ADMINISTRATOR);
        if (administrator.id().equals(id)) {
            throw ConsoleAccounts.ownAccount();
        }
        return administrator;
    }

    @DeleteMapping("/accounts/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disable(@PathVariable UUID id, @AuthenticationPrincipal WebSession session) {
        ConsoleAccount administrator = users.require(session, ConsoleRole.ADMINISTRATOR);
        accounts.disable(id, administrator.actor());
    }

    @PostMapping("/account-proposals/{id}/vote")
    Outcome vote(
            @PathVariable UUID id, @Valid @RequestBody Ballot ballot, @AuthenticationPrincipal WebSession session) {
        ConsoleAccount administrator = users.require(session, ConsoleRole.ADMINISTRATOR);
        return proposals.vote(id, ballot.approve(), ballot.reason(), administrator);
    }

    @DeleteMapping("/account-proposals/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable UUID id, @AuthenticationPrincipal WebSession session) {
        proposals.withdraw(id, users.require(session, ConsoleRole.ADMINISTRATOR));
    }
}
