package org.proofoflife.ingest.review;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.review.ConsoleAccount.State;
import org.proofoflife.ingest.webpages.Fours;
import org.proofoflife.ingest.webpages.SessionKind;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.ingest.webpages.WebSessions;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The accounts of the console: a start password is handed over, and {@link Credentials} are what the owner alone makes of
 * it. What administrators want of them passes {@link AccountProposals}.
 */
@Component
public class ConsoleAccounts {

    private static final String PROVIDER = "job:sign-on";
    private static final Duration START_LIFETIME = Duration.ofHours(72);
    private static final int HALF_BYTES = 5;

    private final JdbcClient jdbc;
    private final WebSessions sessions;
    private final AuditLog audit;
    private final Clock clock;
    private final PasswordEncoder passwords = PasswordEncoderFactories.createDelegatingPasswordEncoder();
    private final SecureRandom random = new SecureRandom();

    public ConsoleAccounts(JdbcClient jdbc, WebSessions sessions, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param startPassword shown once, to be handed to the person; good for {@link #START_LIFETIME} */
    public record Started(UUID id, String startPassword) {

        @Override
        public String toString() {
            return "Started[" + id + "]";
        }
    }

    /** @throws WebProblem LOGIN_TAKEN */
    @Transactional
    public Started create(
            String login, String displayName, Set<ConsoleRole> roles, @Nullable String region, String actor) {
        return create(login, displayName, roles, region, startPassword(), actor);
    }

    Started create(
            String login,
            String displayName,
            Set<ConsoleRole> roles,
            @Nullable String region,
            String startPassword,
            String actor) {
        UUID id = UUID.randomUUID();
        int made = jdbc.sql("""
                        insert into console_account (id, login, display_name, password_hash, start_until, roles, region, created_at)
                        values (:id, :login, :name, :password, :until, :roles, :region, :now) on conflict (login) do nothing""")
                .param("id", id)
                .param("login", login)
                .param("name", displayName)
                .param("password", passwords.encode(startPassword))
                .param("until", Columns.time(clock.instant().plus(START_LIFETIME)))
                .param("roles", Columns.names(roles))
                .param("region", region)
                .param("now", Columns.time(clock.instant()))
                .update();
        if (made == 0) {
            throw loginTaken();
        }
        audit.append(AuditLog.Entry.act(
                actor, "CREATE_ACCOUNT", "console_account", id, Map.of("roles", roles, "region", written(region))));
        return new Started(id, startPassword);
    }

    /**
     * Begins the account anew: password, second factor and sessions of its owner end, and a start password leads to new ones.
     *
     * @throws WebProblem NO_OWN_LOGIN if it is disabled, not there, or one that the identity provider vouches for
     */
    @Transactional
    public Started reset(UUID id, String actor) {
        return reset(id, startPassword(), actor);
    }

    Started reset(UUID id, String startPassword, String actor) {
        int reset = jdbc.sql("""
                        update console_account set password_hash = :password, start_until = :until,
                            totp_secret_enc = null, totp_offered_enc = null
                        where id = :id and disabled_at is null and issuer is null""")
                .param("id", id)
                .param("password", passwords.encode(startPassword))
                .param("until", Columns.time(clock.instant().plus(START_LIFETIME)))
                .update();
        if (reset == 0) {
            throw noOwnLogin();
        }
        // In one transaction with it: a session that outlived the reset could finish the account without the start
        // password.
        sessions.endAll(SessionKind.CONSOLE, id);
        audit.append(AuditLog.Entry.act(actor, "RESET_ACCOUNT", "console_account", id, Map.of()));
        return new Started(id, startPassword);
    }

    private String startPassword() {
        return halfAStartPassword() + "-" + halfAStartPassword();
    }

    /** 40 random bits, in groups that can be read out. */
    String halfAStartPassword() {
        byte[] bytes = new byte[HALF_BYTES];
        random.nextBytes(bytes);
        return Fours.grouped(Totp.base32(bytes));
    }

    static WebProblem loginTaken() {
        return new WebProblem(HttpStatus.CONFLICT, "LOGIN_TAKEN", "Another account has this login");
    }

    static WebProblem noOwnLogin() {
        return new WebProblem(HttpStatus.CONFLICT, "NO_OWN_LOGIN", "The account has no password here");
    }

    static WebProblem ownAccount() {
        return new WebProblem(HttpStatus.FORBIDDEN, "OWN_ACCOUNT", "Another administrator has to do this");
    }

    /**
     * The account of somebody for whom an identity provider vouches, made at the first login; roles and name are those the
     * provider gives now.
     *
     * @throws WebProblem LOGIN_TAKEN if another account has the login, ACCOUNT_DISABLED
     */
    @Transactional
    public ConsoleAccount vouchedFor(
            String issuer, String subject, String login, String displayName, Set<ConsoleRole> roles) {
        Optional<ConsoleAccount> known = jdbc.sql(
                        "select * from console_account where issuer = :issuer and subject = :subject for update")
                .param("issuer", issuer)
                .param("subject", subject)
                .query(this::account)
                .optional();
        if (known.isEmpty()) {
            return admit(issuer, subject, login, displayName, roles);
        }
        ConsoleAccount account = known.get();
        if (account.state() == State.DISABLED) {
            throw new WebProblem(HttpStatus.FORBIDDEN, "ACCOUNT_DISABLED", "The account is disabled");
        }
        if (!account.roles().equals(roles) || !account.displayName().equals(displayName)) {
            jdbc.sql("update console_account set roles = :roles, display_name = :name where id = :id")
                    .param("roles", Columns.names(roles))
                    .param("name", displayName)
                    .param("id", account.id())
                    .update();
            audit.append(AuditLog.Entry.act(
                    PROVIDER, "CHANGE_ACCOUNT", "console_account", account.id(), Map.of("roles", roles)));
        }
        return new ConsoleAccount(
                account.id(), account.login(), displayName, roles, account.region(), State.VOUCHED_FOR);
    }

    private ConsoleAccount admit(
            String issuer, String subject, String login, String displayName, Set<ConsoleRole> roles) {
        UUID id = UUID.randomUUID();
        // An account of our own keeps its login: two people under one would be one to whoever counts four eyes.
        int made = jdbc.sql("""
                        insert into console_account (id, login, display_name, roles, created_at, issuer, subject)
                        values (:id, :login, :name, :roles, :now, :issuer, :subject) on conflict (login) do nothing""")
                .param("id", id)
                .param("login", login)
                .param("name", displayName)
                .param("roles", Columns.names(roles))
                .param("now", Columns.time(clock.instant()))
                .param("issuer", issuer)
                .param("subject", subject)
                .update();
        if (made == 0) {
            throw loginTaken();
        }
        audit.append(AuditLog.Entry.act(PROVIDER, "CREATE_ACCOUNT", "console_account", id, Map.of("roles", roles)));
        return new ConsoleAccount(id, login, displayName, roles, null, State.VOUCHED_FOR);
    }

    public Optional<ConsoleAccount> find(UUID id) {
        return jdbc.sql("select * from console_account where id = :id and disabled_at is null")
                .param("id", id)
                .query(this::account)
                .optional();
    }

    /** As {@link #find}, and it stays as it is until the transaction ends. */
    Optional<ConsoleAccount> locked(UUID id) {
        return jdbc.sql("select * from console_account where id = :id and disabled_at is null for update")
                .param("id", id)
                .query(this::account)
                .optional();
    }

    boolean isTaken(String login) {
        return jdbc.sql("select exists (select from console_account where login = :login)")
                .param("login", login)
                .query(Boolean.class)
                .single();
    }

    public List<ConsoleAccount> all() {
        return jdbc.sql("select * from console_account order by login")
                .query(this::account)
                .list();
    }

    /**
     * Confines the account from its next request on, or no more.
     *
     * @param region null = no more
     * @throws WebProblem NOT_FOUND
     */
    @Transactional
    public void confine(UUID id, @Nullable String region, String actor) {
        int confined = jdbc.sql("update console_account set region = :region where id = :id")
                .param("region", region)
                .param("id", id)
                .update();
        if (confined == 0) {
            throw WebProblem.notFound();
        }
        audit.append(
                AuditLog.Entry.act(actor, "CONFINE_ACCOUNT", "console_account", id, Map.of("region", written(region))));
    }

    static String written(@Nullable String region) {
        return region == null ? "" : region;
    }

    /**
     * Locks every administrator's account and this one, in one order: two who shut out each other at the same moment would
     * leave nobody.
     *
     * @return whether somebody else can keep the accounts
     */
    boolean lockAdministrators(UUID id) {
        return jdbc
                .sql("select * from console_account where id = :id or :role = any(roles) order by id for update")
                .param("id", id)
                .param("role", ConsoleRole.ADMINISTRATOR.name())
                .query(this::account)
                .list()
                .stream()
                .anyMatch(it -> !it.id().equals(id) && it.keepsAccounts());
    }

    static WebProblem lastAdministrator() {
        return new WebProblem(HttpStatus.CONFLICT, "LAST_ADMINISTRATOR", "Nobody else could keep the accounts");
    }

    /**
     * At once; what it proposed and what was proposed of it is withdrawn.
     *
     * @throws WebProblem LAST_ADMINISTRATOR
     */
    @Transactional
    public void disable(UUID id, String actor) {
        boolean keptByOthers = lockAdministrators(id);
        if (!keptByOthers
                && find(id).filter(it -> it.hasAny(ConsoleRole.ADMINISTRATOR)).isPresent()) {
            throw lastAdministrator();
        }
        jdbc.sql("update console_account set disabled_at = :now where id = :id and disabled_at is null")
                .param("now", Columns.time(clock.instant()))
                .param("id", id)
                .update();
        sessions.endAll(SessionKind.CONSOLE, id);
        int withdrawn = withdraw("account_id = :id or proposed_by = :id", id);
        audit.append(
                AuditLog.Entry.act(actor, "DISABLE_ACCOUNT", "console_account", id, Map.of("withdrawn", withdrawn)));
    }

    /** @return how many proposals that were waiting */
    int withdraw(String which, UUID id) {
        return jdbc.sql("""
                        update account_proposal set state = 'WITHDRAWN', decided_at = :now, first_half_enc = null
                        where state = 'PROPOSED' and (""" + which + ")")
                .param("now", Columns.time(clock.instant()))
                .param("id", id)
                .update();
    }

    ConsoleAccount account(ResultSet row, int n) throws SQLException {
        return new ConsoleAccount(
                Columns.uuid(row, "id"),
                row.getString("login"),
                row.getString("display_name"),
                roles(row, "roles"),
                row.getString("region"),
                state(row));
    }

    static Set<ConsoleRole> roles(ResultSet row, String column) throws SQLException {
        Set<ConsoleRole> roles = EnumSet.noneOf(ConsoleRole.class);
        roles.addAll(Columns.list(row, column, ConsoleRole::valueOf));
        return roles;
    }

    private State state(ResultSet row) throws SQLException {
        if (row.getObject("disabled_at") != null) {
            return State.DISABLED;
        }
        if (row.getObject("issuer") != null) {
            return State.VOUCHED_FOR;
        }
        Instant startUntil = Columns.instantOrNull(row, "start_until");
        if (startUntil == null) {
            return State.ACTIVE;
        }
        return startUntil.isAfter(clock.instant()) ? State.STARTED : State.START_EXPIRED;
    }
}
