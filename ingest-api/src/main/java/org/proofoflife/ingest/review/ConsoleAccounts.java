package org.proofoflife.ingest.review;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.crypto.PersonalDataCipher;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The console's own accounts: password and time-based second factor. */
@Component
public class ConsoleAccounts {

    private static final String SECRET = "console_account.totp_secret_enc";

    private static final String PROVIDER = "job:sign-on";

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;
    private final AuditLog audit;
    private final Clock clock;
    private final PasswordEncoder passwords = PasswordEncoderFactories.createDelegatingPasswordEncoder();
    private final SecureRandom random = new SecureRandom();
    // Compared with when there is no such login, so that the answer takes as long.
    private final String nobodysHash = Objects.requireNonNull(passwords.encode("nobody's"));

    public ConsoleAccounts(JdbcClient jdbc, PersonalDataCipher cipher, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param totpSecret base 32, shown once to be put into an authenticator app */
    public record Created(ConsoleAccount account, String totpSecret) {

        @Override
        public String toString() {
            return "Created[" + account + "]";
        }
    }

    /** @throws org.springframework.dao.DuplicateKeyException if the login is taken */
    @Transactional
    public Created create(String login, String displayName, String password, Set<ConsoleRole> roles, String actor) {
        UUID id = UUID.randomUUID();
        byte[] secret = new byte[Totp.SECRET_BYTES];
        random.nextBytes(secret);
        jdbc.sql("""
                        insert into console_account (id, login, display_name, password_hash, totp_secret_enc, roles, created_at)
                        values (:id, :login, :name, :password, :secret, :roles, :now)""")
                .param("id", id)
                .param("login", login)
                .param("name", displayName)
                .param("password", passwords.encode(password))
                .param("secret", cipher.encrypt(SECRET, id, secret))
                .param("roles", Columns.names(roles))
                .param("now", Columns.time(clock.instant()))
                .update();
        audit.append(AuditLog.Entry.act(actor, "CREATE_ACCOUNT", "console_account", id, Map.of("roles", roles)));
        return new Created(new ConsoleAccount(id, login, displayName, roles, false), Totp.base32(secret));
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
                .query(ConsoleAccounts::account)
                .optional();
        if (known.isEmpty()) {
            return admit(issuer, subject, login, displayName, roles);
        }
        ConsoleAccount account = known.get();
        if (account.disabled()) {
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
        return new ConsoleAccount(account.id(), account.login(), displayName, roles, false);
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
            throw new WebProblem(HttpStatus.CONFLICT, "LOGIN_TAKEN", "Another account has this login");
        }
        audit.append(AuditLog.Entry.act(PROVIDER, "CREATE_ACCOUNT", "console_account", id, Map.of("roles", roles)));
        return new ConsoleAccount(id, login, displayName, roles, false);
    }

    /** The account, if login, password and code are all right; the code is used up. */
    @Transactional
    public Optional<ConsoleAccount> authenticate(String login, String password, String code) {
        record Row(ConsoleAccount account, String passwordHash, byte[] secret, long lastStep) {}
        Optional<Row> row = jdbc.sql(
                        "select * from console_account where login = :login and disabled_at is null and issuer is null")
                .param("login", login)
                .query((r, n) -> new Row(
                        account(r, n),
                        r.getString("password_hash"),
                        cipher.decrypt(SECRET, Columns.uuid(r, "id"), r.getBytes("totp_secret_enc")),
                        r.getLong("totp_step")))
                .optional();
        boolean passwordIsRight =
                passwords.matches(password, row.map(Row::passwordHash).orElse(nobodysHash));
        if (row.isEmpty() || !passwordIsRight) {
            return Optional.empty();
        }
        OptionalLong step =
                Totp.accept(row.get().secret(), code, clock.instant(), row.get().lastStep());
        if (step.isEmpty() || !useStep(row.get().account().id(), step.getAsLong())) {
            return Optional.empty();
        }
        return Optional.of(row.get().account());
    }

    private boolean useStep(UUID id, long step) {
        return jdbc.sql("update console_account set totp_step = :step where id = :id and totp_step < :step")
                        .param("step", step)
                        .param("id", id)
                        .update()
                == 1;
    }

    public Optional<ConsoleAccount> find(UUID id) {
        return jdbc.sql("select * from console_account where id = :id and disabled_at is null")
                .param("id", id)
                .query(ConsoleAccounts::account)
                .optional();
    }

    public List<ConsoleAccount> all() {
        return jdbc.sql("select * from console_account order by login")
                .query(ConsoleAccounts::account)
                .list();
    }

    @Transactional
    public void disable(UUID id, String actor) {
        jdbc.sql("update console_account set disabled_at = :now where id = :id and disabled_at is null")
                .param("now", Columns.time(clock.instant()))
                .param("id", id)
                .update();
        audit.append(AuditLog.Entry.act(actor, "DISABLE_ACCOUNT", "console_account", id, Map.of()));
    }

    private static ConsoleAccount account(ResultSet row, int n) throws SQLException {
        Set<ConsoleRole> roles = EnumSet.noneOf(ConsoleRole.class);
        roles.addAll(Columns.list(row, "roles", ConsoleRole::valueOf));
        return new ConsoleAccount(
                Columns.uuid(row, "id"),
                row.getString("login"),
                row.getString("display_name"),
                roles,
                row.getObject("disabled_at") != null);
    }
}
