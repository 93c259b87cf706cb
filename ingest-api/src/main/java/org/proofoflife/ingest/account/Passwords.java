package org.proofoflife.ingest.account;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.annotation.Transactional;

/**
 * Passwords of the user centre. Registering and recovering are one thing: whoever receives the code at the registered
 * phone sets the password.
 */
public class Passwords {

    private static final int CODES = 1_000_000;
    private static final int TRIES = 5;

    private final JdbcClient jdbc;
    private final PasswordEncoder encoder;
    private final Duration codeLifetime;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final String nobodysHash;

    Passwords(JdbcClient jdbc, PasswordEncoder encoder, Duration codeLifetime, Clock clock) {
        this.jdbc = jdbc;
        this.encoder = encoder;
        this.codeLifetime = codeLifetime;
        this.clock = clock;
        this.nobodysHash = Objects.requireNonNull(encoder.encode("nobody's"));
    }

    /** A fresh code; an earlier one ends. */
    public String freshCode(UUID pensionerId) {
        String code = String.format("%06d", random.nextInt(CODES));
        jdbc.sql("""
                        insert into one_time_code (pensioner_id, code_hash, expires_at) values (:id, :hash, :expires)
                        on conflict (pensioner_id) do update set code_hash = excluded.code_hash,
                            expires_at = excluded.expires_at, tries = 0""")
                .param("id", pensionerId)
                .param("hash", encoder.encode(code))
                .param("expires", Columns.time(clock.instant().plus(codeLifetime)))
                .update();
        return code;
    }

    /**
     * Sets the password if the code is right; a code is good once and for a few tries. A refusal takes as long whether or not
     * there is such a person and a code was sent.
     *
     * @param pensionerId null when there is no such person
     */
    @Transactional
    public boolean set(@Nullable UUID pensionerId, String code, String password) {
        Optional<String> hash = jdbc.sql("""
                        update one_time_code set tries = tries + 1
                        where pensioner_id = :id and expires_at > :now and tries < :tries returning code_hash""")
                .param("id", pensionerId)
                .param("now", now())
                .param("tries", TRIES)
                .query(String.class)
                .optional();
        if (!encoder.matches(code, hash.orElse(nobodysHash)) || hash.isEmpty() || pensionerId == null) {
            return false;
        }
        jdbc.sql("delete from one_time_code where pensioner_id = :id")
                .param("id", pensionerId)
                .update();
        jdbc.sql("""
                        insert into centre_account (id, pensioner_id, password_hash, created_at, changed_at)
                        values (:account, :id, :hash, :now, :now)
                        on conflict (pensioner_id) do update set password_hash = excluded.password_hash, changed_at = :now""")
                .param("account", UUID.randomUUID())
                .param("id", pensionerId)
                .param("hash", encoder.encode(password))
                .param("now", now())
                .update();
        return true;
    }

    /** @param pensionerId null when there is no such person; the answer takes as long */
    public boolean matches(@Nullable UUID pensionerId, String password) {
        String hash = pensionerId == null
                ? nobodysHash
                : jdbc.sql("select password_hash from centre_account where pensioner_id = :id")
                        .param("id", pensionerId)
                        .query(String.class)
                        .optional()
                        .orElse(nobodysHash);
        return encoder.matches(password, hash) && pensionerId != null;
    }

    private OffsetDateTime now() {
        return Columns.time(clock.instant());
    }
}
