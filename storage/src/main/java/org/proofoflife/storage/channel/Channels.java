package org.proofoflife.storage.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.crypto.PersonalDataCipher;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Channels and their credentials. */
public class Channels {

    static final String WEBHOOK_SECRET = "channel.webhook_secret_enc";
    /** A key's use is noted this often at most, so that busy channels do not write with every call. */
    private static final Duration NOTED = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;
    private final AuditLog audit;
    private final Clock clock;

    public Channels(JdbcClient jdbc, PersonalDataCipher cipher, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Makes the channel, or gives an existing one new credentials; the old ones end at once.
     *
     * @param webhookUrl null when the channel asks for its outcomes itself
     * @param actor as in the audit log
     */
    @Transactional
    public IssuedChannel issue(String id, String name, Set<Scope> scopes, @Nullable String webhookUrl, String actor) {
        String apiKey = Credentials.apiKey();
        String webhookSecret = Credentials.webhookSecret();
        jdbc.sql("""
                        insert into channel (id, name, api_key_hash, scopes, webhook_url, webhook_secret_enc, created_at, key_issued_at)
                        values (:id, :name, :hash, :scopes, :url, :secret, :now, :now)
                        on conflict (id) do update set name = excluded.name, api_key_hash = excluded.api_key_hash,
                            scopes = excluded.scopes, webhook_url = excluded.webhook_url,
                            webhook_secret_enc = excluded.webhook_secret_enc, disabled_at = null,
                            key_issued_at = excluded.key_issued_at, key_used_at = null, previous_key_hash = null,
                            previous_key_until = null, credentials_version = channel.credentials_version + 1""")
                .param("id", id)
                .param("name", name)
                .param("hash", DigestUtils.sha256(apiKey))
                .param("scopes", scopes.stream().map(Scope::text).sorted().toArray(String[]::new))
                .param("url", webhookUrl)
                .param("secret", cipher.encrypt(WEBHOOK_SECRET, id, webhookSecret.getBytes(UTF_8)))
                .param("now", Columns.time(clock.instant()))
                .update();
        audit.append(AuditLog.Entry.act(actor, "ISSUE_CREDENTIALS", "channel", id, Map.of("scopes", scopes)));
        return new IssuedChannel(id, apiKey, webhookSecret);
    }

    /** Shuts the channel out. */
    @Transactional
    public void disable(String id, String actor) {
        jdbc.sql("update channel set disabled_at = :now where id = :id and disabled_at is null")
                .param("now", Columns.time(clock.instant()))
                .param("id", id)
                .update();
        audit.append(AuditLog.Entry.act(actor, "DISABLE", "channel", id, Map.of()));
    }

    /**
     * The channel with this key, or with the one before while that is still taken, unless it is disabled. The key has 256
     * random bits, so its plain hash is enough.
     */
    public Optional<Channel> findByApiKey(String apiKey) {
        byte[] hash = DigestUtils.sha256(apiKey);
        Instant now = clock.instant();
        Optional<Found> found = jdbc.sql("""
                        select *, api_key_hash = :hash and (key_used_at is null or key_used_at < :stale) as to_be_noted
                        from channel
                        where (api_key_hash = :hash or (previous_key_hash = :hash and previous_key_until > :now))
                          and disabled_at is null""")
                .param("hash", hash)
                .param("now", Columns.time(now))
                .param("stale", Columns.time(now.minus(NOTED)))
                .query((row, n) -> new Found(channel(row, n), row.getBoolean("to_be_noted")))
                .optional();
        if (found.isPresent() && found.get().toBeNoted()) {
            jdbc.sql("update channel set key_used_at = :now where api_key_hash = :hash")
                    .param("now", Columns.time(now))
                    .param("hash", hash)
                    .update();
        }
        return found.map(Found::channel);
    }

    private record Found(Channel channel, boolean toBeNoted) {}

    /** The channel, unless it is disabled. */
    public Optional<Channel> find(String id) {
        return jdbc.sql("select * from channel where id = :id and disabled_at is null")
                .param("id", id)
                .query(Channels::channel)
                .optional();
    }

    public Optional<String> webhookSecret(String id) {
        return jdbc.sql("select webhook_secret_enc from channel where id = :id and webhook_secret_enc is not null")
                .param("id", id)
                .query((row, n) -> new String(cipher.decrypt(WEBHOOK_SECRET, id, row.getBytes(1)), UTF_8))
                .optional();
    }

    static Channel channel(ResultSet row, int n) throws SQLException {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        scopes.addAll(Columns.list(row, "scopes", Scope::of));
        return new Channel(
                row.getString("id"),
                row.getString("name"),
                scopes,
                row.getString("webhook_url"),
                Columns.instantOrNull(row, "disabled_at"));
    }
}
