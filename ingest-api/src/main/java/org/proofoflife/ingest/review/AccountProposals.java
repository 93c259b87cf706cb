package org.proofoflife.ingest.review;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.review.AccountProposal.Kind;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.storage.FourEyes;
import org.proofoflife.storage.Refusal;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.crypto.PersonalDataCipher;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Four eyes on the console's accounts: to open one, to begin one anew, to show one more people and to give one further roles
 * takes a second administrator; of a start password each of the two is shown half. Where there is only one administrator it
 * takes effect at once, and the audit log says ACT_WITHOUT_FOUR_EYES.
 */
@Component
public class AccountProposals {

    /** For so long to disable the second administrator or to take the role from them, which takes one, leaves nobody alone. */
    static final Duration REMEMBERED = Duration.ofDays(30);

    private static final String ENTITY = "account_proposal";
    private static final String HALF = "account_proposal.first_half_enc";

    private final JdbcClient jdbc;
    private final ConsoleAccounts accounts;
    private final AccountRoles roles;
    private final PersonalDataCipher cipher;
    private final AuditLog audit;
    private final Clock clock;

    public AccountProposals(
            JdbcClient jdbc,
            ConsoleAccounts accounts,
            AccountRoles roles,
            PersonalDataCipher cipher,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.roles = roles;
        this.cipher = cipher;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What came of a wish or a vote.
     *
     * @param waits whether it takes effect only when a second administrator agrees
     * @param startPassword shown this once: whole where nobody else has to agree, else the reader's half of it; null where
     *     there is none
     */
    public record Outcome(boolean waits, @Nullable String startPassword) {

        @Override
        public String toString() {
            return "Outcome[" + (waits ? "waits" : "done") + "]";
        }
    }

    /**
     * @param displayName of an account that is to be opened
     * @param roles of an account that is to be opened, or what another is to have beside its own
     */
    private record Row(
            UUID id,
            Kind kind,
            @Nullable UUID accountId,
            String login,
            @Nullable String displayName,
            Set<ConsoleRole> roles,
            @Nullable String region,
            byte @Nullable [] firstHalf,
            UUID proposedBy) {

        @Override
        public String toString() {
            return "Row[" + id + "]";
        }
    }

    /**
     * @throws WebProblem LOGIN_TAKEN
     * @throws Refusal ALREADY_PROPOSED
     */
    @Transactional
    public Outcome open(
            String login, String displayName, Set<ConsoleRole> roles, @Nullable String region, ConsoleAccount by) {
        if (isAlone(by)) {
            ConsoleAccounts.Started started = accounts.create(login, displayName, roles, region, by.actor());
            return alone(Kind.OPEN, started.id(), started.startPassword(), by);
        }
        if (accounts.isTaken(login)) {
            throw ConsoleAccounts.loginTaken();
        }
        return propose(Kind.OPEN, null, login, displayName, roles, region, by);
    }

    /**
     * @param by somebody else than its owner
     * @throws WebProblem NO_OWN_LOGIN if it is disabled, not there, or one that the identity provider vouches for
     * @throws Refusal ALREADY_PROPOSED
     */
    @Transactional
    public Outcome reset(UUID id, ConsoleAccount by) {
        if (isAlone(by)) {
            return alone(Kind.RESET, id, accounts.reset(id, by.actor()).startPassword(), by);
        }
        ConsoleAccount account = accounts.find(id)
                .filter(it -> it.state() != ConsoleAccount.State.VOUCHED_FOR)
                .orElseThrow(ConsoleAccounts::noOwnLogin);
        return propose(Kind.RESET, id, account.login(), null, null, null, by);
    }

    /**
     * Confines the account from its next request on. A region within the present one takes effect at once.
     *
     * @param region null = to nothing
     * @param by somebody else than its owner
     * @throws WebProblem NOT_FOUND if it is disabled or not there
     * @throws Refusal ALREADY_PROPOSED
     */
    @Transactional
    public Outcome confine(UUID id, @Nullable String region, ConsoleAccount by) {
        ConsoleAccount account = accounts.locked(id).orElseThrow(WebProblem::notFound);
        boolean narrower = account.region() == null || (region != null && account.covers(region));
        if (narrower) {
            accounts.confine(id, region, by.actor());
            return new Outcome(false, null);
        }
        if (isAlone(by)) {
            accounts.confine(id, region, by.actor());
            return alone(Kind.WIDEN, id, null, by);
        }
        return propose(Kind.WIDEN, id, account.login(), null, null, region, by);
    }

    /**
     * From the account's next request on: what is not wanted is taken at once, what it does not have is given.
     *
     * @param wanted all the roles it is to have
     * @param by somebody else than its owner
     * @throws WebProblem NOT_FOUND if it is disabled or not there, ROLES_OF_PROVIDER, LAST_ADMINISTRATOR
     * @throws Refusal ALREADY_PROPOSED
     */
    @Transactional
    public Outcome changeRoles(UUID id, Set<ConsoleRole> wanted, ConsoleAccount by) {
        ConsoleAccount account = roles.retain(id, wanted, by.actor());
        Set<ConsoleRole> given = EnumSet.copyOf(wanted);
        given.removeAll(account.roles());
        if (given.isEmpty()) {
            return new Outcome(false, null);
        }
        if (isAlone(by)) {
            roles.give(id, given, by.actor());
            return alone(Kind.GRANT, id, null, by);
        }
        return propose(Kind.GRANT, id, account.login(), null, given, null, by);
    }

    /** Whether nobody else could agree: there is no other administrator, and was none of late. */
    public boolean isAlone(ConsoleAccount administrator) {
        return jdbc.sql("""
                        select not exists (select from console_account where id <> :id and start_until is null
                            and (disabled_at is null or disabled_at > :since)
                            and (:role = any(roles) or administrator_until > :since))""")
                .param("id", administrator.id())
                .param("role", ConsoleRole.ADMINISTRATOR.name())
                .param("since", Columns.time(clock.instant().minus(REMEMBERED)))
                .query(Boolean.class)
                .single();
    }

    private Outcome alone(Kind kind, UUID account, @Nullable String startPassword, ConsoleAccount by) {
        audit.append(AuditLog.Entry.act(
                by.actor(), "ACT_WITHOUT_FOUR_EYES", "console_account", account, Map.of("kind", kind)));
        return new Outcome(false, startPassword);
    }

    private Outcome propose(
            Kind kind,
            @Nullable UUID account,
            String login,
            @Nullable String displayName,
            @Nullable Set<ConsoleRole> roles,
            @Nullable String region,
            ConsoleAccount by) {
        UUID id = UUID.randomUUID();
        String half = kind == Kind.OPEN || kind == Kind.RESET ? accounts.halfAStartPassword() : null;
        int proposed = jdbc.sql("""
                        insert into account_proposal (id, kind, account_id, login, display_name, roles, region,
                            first_half_enc, state, proposed_by, proposed_at)
                        values (:id, :kind, :account, :login, :name, :roles, :region, :half, 'PROPOSED', :by, :now)
                        on conflict do nothing""")
                .param("id", id)
                .param("kind", kind.name())
                .param("account", account)
                .param("login", login)
                .param("name", displayName)
                .param("roles", roles == null ? null : Columns.names(roles))
                .param("region", region)
                .param("half", half == null ? null : cipher.encrypt(HALF, id, half))
                .param("by", by.id())
                .param("now", Columns.time(clock.instant()))
                .update();
        if (proposed == 0) {
            throw Refusal.conflict("ALREADY_PROPOSED", "The same is proposed for this account already");
        }
        audit.append(new AuditLog.Entry(
                by.actor(),
                "PROPOSE",
                ENTITY,
                id.toString(),
                null,
                "PROPOSED",
                Map.of(
                        "kind",
                        kind,
                        "login",
                        login,
                        "roles",
                        roles == null ? Set.of() : roles,
                        "region",
                        ConsoleAccounts.written(region))));
        return new Outcome(true, half);
    }

    /** Oldest first. */
    public List<AccountProposal> waiting(ConsoleAccount reader) {
        return jdbc.sql("""
                        select p.id, p.kind, p.login, coalesce(p.display_name, a.display_name) display_name,
                            case when p.kind = 'GRANT' then a.roles || p.roles else coalesce(p.roles, a.roles) end roles,
                            coalesce(a.roles, '{}') roles_now, a.region region_now, proposer.login proposer, p.proposed_at,
                            case when p.kind in ('RESET', 'GRANT') then a.region else p.region end region,
                            p.proposed_by <> :reader and p.account_id is distinct from :reader can_vote
                        from account_proposal p left join console_account a on a.id = p.account_id
                        join console_account proposer on proposer.id = p.proposed_by
                        where p.state = 'PROPOSED' order by p.proposed_at, p.id""")
                .param("reader", reader.id())
                .query((row, n) -> new AccountProposal(
                        Columns.uuid(row, "id"),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("login"),
                        row.getString("display_name"),
                        ConsoleAccounts.roles(row, "roles"),
                        ConsoleAccounts.roles(row, "roles_now"),
                        row.getString("region"),
                        row.getString("region_now"),
                        "user:" + row.getString("proposer"),
                        Columns.instant(row, "proposed_at"),
                        row.getBoolean("can_vote") && reader.hasAny(ConsoleRole.ADMINISTRATOR)))
                .list();
    }

    /**
     * One other administrator's agreement carries it out, and their refusal ends it.
     *
     * @param note why not; agreeing needs none
     * @throws Refusal UNKNOWN_PROPOSAL, NOT_OPEN, OWN_PROPOSAL, NOTE_MISSING for a refusal
     * @throws WebProblem OWN_ACCOUNT, and as carrying it out: LOGIN_TAKEN, NO_OWN_LOGIN, NOT_FOUND
     */
    @Transactional
    public Outcome vote(UUID id, boolean approve, String note, ConsoleAccount by) {
        FourEyes.requireReason(approve, note);
        Row row = waiting(id);
        FourEyes.requireAnother(row.proposedBy(), by.id());
        if (by.id().equals(row.accountId())) {
            throw ConsoleAccounts.ownAccount();
        }
        String half = approve ? carryOut(row, by) : null;
        decide(id, approve ? "APPROVED" : "REJECTED", approve ? "APPROVE" : "REJECT", note, by);
        return new Outcome(false, half);
    }

    /** @return the second half of the start password, if there is one */
    private @Nullable String carryOut(Row row, ConsoleAccount by) {
        if (row.kind() == Kind.WIDEN) {
            accounts.confine(requireNonNull(row.accountId()), row.region(), by.actor());
            return null;
        }
        if (row.kind() == Kind.GRANT) {
            roles.give(requireNonNull(row.accountId()), row.roles(), by.actor());
            return null;
        }
        String half = accounts.halfAStartPassword();
        String whole = cipher.decryptText(HALF, row.id(), requireNonNull(row.firstHalf())) + "-" + half;
        if (row.kind() == Kind.OPEN) {
            String name = requireNonNull(row.displayName());
            accounts.create(row.login(), name, row.roles(), row.region(), whole, by.actor());
        } else {
            accounts.reset(requireNonNull(row.accountId()), whole, by.actor());
        }
        return half;
    }

    /** @throws Refusal UNKNOWN_PROPOSAL, NOT_OPEN, NOT_OWN_PROPOSAL */
    @Transactional
    public void withdraw(UUID id, ConsoleAccount by) {
        if (!waiting(id).proposedBy().equals(by.id())) {
            throw Refusal.conflict("NOT_OWN_PROPOSAL", "Who did not propose it votes on it");
        }
        decide(id, "WITHDRAWN", "WITHDRAW", "", by);
    }

    private Row waiting(UUID id) {
        record Found(Row row, boolean open) {}
        Found found = jdbc.sql("select * from account_proposal where id = :id for update")
                .param("id", id)
                .query((row, n) -> new Found(row(row), row.getString("state").equals("PROPOSED")))
                .optional()
                .orElseThrow(() -> Refusal.notFound("UNKNOWN_PROPOSAL", "There is no proposal " + id));
        if (!found.open()) {
            throw Refusal.conflict("NOT_OPEN", "The proposal is decided");
        }
        return found.row();
    }

    private void decide(UUID id, String state, String action, String note, ConsoleAccount by) {
        jdbc.sql("""
                        update account_proposal set state = :state, decided_by = :by, decided_at = :now, note = :note,
                            first_half_enc = null where id = :id""")
                .param("state", state)
                .param("by", by.id())
                .param("now", Columns.time(clock.instant()))
                .param("note", note)
                .param("id", id)
                .update();
        audit.append(
                new AuditLog.Entry(by.actor(), action, ENTITY, id.toString(), "PROPOSED", state, Map.of("note", note)));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                Columns.uuid(row, "id"),
                Kind.valueOf(row.getString("kind")),
                row.getObject("account_id", UUID.class),
                row.getString("login"),
                row.getString("display_name"),
                row.getObject("roles") == null ? Set.of() : ConsoleAccounts.roles(row, "roles"),
                row.getString("region"),
                row.getBytes("first_half_enc"),
                Columns.uuid(row, "proposed_by"));
    }
}
