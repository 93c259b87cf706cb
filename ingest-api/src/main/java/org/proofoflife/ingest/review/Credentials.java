package org.proofoflife.ingest.review;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.review.ConsoleAccount.State;
import org.proofoflife.ingest.webpages.SessionKind;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.ingest.webpages.WebSessions;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.crypto.PersonalDataCipher;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Password and time-based second factor of the console's own accounts, which their owners alone set and know. */
@Component
public class Credentials {

    private static final String SECRET = "console_account.totp_secret_enc";
    private static final String OFFERED = "console_account.totp_offered_enc";

    private final JdbcClient jdbc;
    private final ConsoleAccounts accounts;
    private final WebSessions sessions;
    private final PersonalDataCipher cipher;
    private final AuditLog audit;
    private final Clock clock;
    private final PasswordEncoder passwords = PasswordEncoderFactories.createDelegatingPasswordEncoder();
    private final SecureRandom random = new SecureRandom();
    // Compared with when there is no such login, so that the answer takes as long.
    private final String nobodysHash = Objects.requireNonNull(passwords.encode("nobody's"));

    public Credentials(
            JdbcClient jdbc,
            ConsoleAccounts accounts,
            WebSessions sessions,
            PersonalDataCipher cipher,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.sessions = sessions;
        this.cipher = cipher;
        this.audit = audit;
        this.clock = clock;
    }

    private record Row(
            ConsoleAccount account,
            String passwordHash,
            byte @Nullable [] secret,
            byte @Nullable [] offered,
            long lastStep) {

        @Override
        public String toString() {
            return "Row[" + account + "]";
        }
    }

    /**
     * The account, if login, password and code are all right; the code is used up. A start password needs no code, unless it
     * is one of those that an administrator gave together with a secret.
     *
     * @throws WebProblem START_PASSWORD_EXPIRED
     */
    @Transactional
    public Optional<ConsoleAccount> authenticate(String login, String password, @Nullable String code) {
        Optional<Row> found = row("login", login);
        boolean passwordIsRight =
                passwords.matches(password, found.map(Row::passwordHash).orElse(nobodysHash));
        if (found.isEmpty() || !passwordIsRight) {
            return Optional.empty();
        }
        Row row = found.get();
        if (row.secret() != null && !useCode(row.account().id(), row.secret(), code, row.lastStep())) {
            return Optional.empty();
        }
        if (row.account().state() == State.START_EXPIRED) {
            throw expired();
        }
        return Optional.of(row.account());
    }

    /**
     * A fresh secret for the authenticator of somebody whose first sign-on is due; one that was shown before is void.
     *
     * @return base 32, shown this once
     */
    @Transactional
    public String offerSecret(UUID id) {
        started(id);
        byte[] secret = new byte[Totp.SECRET_BYTES];
        random.nextBytes(secret);
        jdbc.sql("update console_account set totp_offered_enc = :offered where id = :id")
                .param("offered", cipher.encrypt(OFFERED, id, secret))
                .param("id", id)
                .update();
        return Totp.base32(secret);
    }

    /**
     * Makes the account its owner's; its sessions end.
     *
     * @param code of the secret that was offered last
     * @throws WebProblem PASSWORD_GUESSABLE, PASSWORD_KNOWN if it is the start password, CODE_NOT_MATCHED
     */
    @Transactional
    public void finish(UUID id, String password, String code) {
        Row row = started(id);
        PasswordRules.check(password, row.account().login());
        if (passwords.matches(password, row.passwordHash())) {
            throw known();
        }
        byte[] secret = row.offered();
        if (secret == null || !useCode(id, secret, code, 0)) {
            throw new WebProblem(HttpStatus.BAD_REQUEST, "CODE_NOT_MATCHED", "The code does not belong to the secret");
        }
        jdbc.sql("""
                        update console_account set password_hash = :password, start_until = null,
                            totp_secret_enc = :secret, totp_offered_enc = null where id = :id""")
                .param("password", passwords.encode(password))
                .param("secret", cipher.encrypt(SECRET, id, secret))
                .param("id", id)
                .update();
        endSessions(row.account(), "FINISH_ACCOUNT");
    }

    /**
     * Another password of one's own; the account's sessions end.
     *
     * @throws WebProblem PASSWORD_GUESSABLE, PASSWORD_KNOWN if it is the present one, LOGIN_NOT_MATCHED, NO_OWN_LOGIN
     */
    @Transactional
    public void change(UUID id, String present, String code, String password) {
        Row row = row("id", id)
                .filter(it -> it.account().state() == State.ACTIVE)
                .orElseThrow(ConsoleAccounts::noOwnLogin);
        PasswordRules.check(password, row.account().login());
        if (password.equals(present)) {
            throw known();
        }
        if (!passwords.matches(present, row.passwordHash())
                || !useCode(id, Objects.requireNonNull(row.secret()), code, row.lastStep())) {
            throw new WebProblem(HttpStatus.FORBIDDEN, "LOGIN_NOT_MATCHED", "Password or code is not right");
        }
        jdbc.sql("update console_account set password_hash = :password where id = :id")
                .param("password", passwords.encode(password))
                .param("id", id)
                .update();
        endSessions(row.account(), "CHANGE_PASSWORD");
    }

    /** In one transaction with what ends them: none of somebody else's may see the account that is the owner's now. */
    private void endSessions(ConsoleAccount account, String because) {
        sessions.endAll(SessionKind.CONSOLE, account.id());
        audit.append(AuditLog.Entry.act(account.actor(), because, "console_account", account.id(), Map.of()));
    }

    private Row started(UUID id) {
        Row row = row("id", id)
                .filter(it -> !it.account().finished())
                .orElseThrow(() -> new WebProblem(
                        HttpStatus.CONFLICT, "FIRST_SIGN_ON_NOT_DUE", "The account is its owner's already"));
        if (row.account().state() == State.START_EXPIRED) {
            throw expired();
        }
        return row;
    }

    private Optional<Row> row(String column, Object value) {
        return jdbc.sql("select * from console_account where " + column
                        + " = :value and disabled_at is null and issuer is null for update")
                .param("value", value)
                .query((row, n) -> {
                    UUID id = Columns.uuid(row, "id");
                    return new Row(
                            accounts.account(row, n),
                            row.getString("password_hash"),
                            decrypt(SECRET, id, row.getBytes("totp_secret_enc")),
                            decrypt(OFFERED, id, row.getBytes("totp_offered_enc")),
                            row.getLong("totp_step"));
                })
                .optional();
    }

    private byte @Nullable [] decrypt(String column, UUID id, byte @Nullable [] encrypted) {
        return encrypted == null ? null : cipher.decrypt(column, id, encrypted);
    }

    private boolean useCode(UUID id, byte[] secret, @Nullable String code, long lastStep) {
        OptionalLong step = code == null ? OptionalLong.empty() : Totp.accept(secret, code, clock.instant(), lastStep);
        step.ifPresent(used -> jdbc.sql("update console_account set totp_step = :step where id = :id")
                .param("step", used)
                .param("id", id)
                .update());
        return step.isPresent();
    }

    private static WebProblem expired() {
        return new WebProblem(
                HttpStatus.FORBIDDEN, "START_PASSWORD_EXPIRED", "An administrator has to give another start password");
    }

    private static WebProblem known() {
        return new WebProblem(HttpStatus.BAD_REQUEST, "PASSWORD_KNOWN", "This is the password that is to be replaced");
    }
}
