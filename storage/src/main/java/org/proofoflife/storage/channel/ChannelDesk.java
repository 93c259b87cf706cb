package org.proofoflife.storage.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.Refusal;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.crypto.PersonalDataCipher;
import org.proofoflife.storage.jdbc.AdvisoryLock;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * What administrators do with channels. Every act is audited; one that is repeated changes nothing, either because all is
 * as wished already or, for credentials, because the wish names what it saw.
 */
public class ChannelDesk {

    private final JdbcClient jdbc;
    private final Channels channels;
    private final PersonalDataCipher cipher;
    private final AuditLog audit;
    private final Clock clock;

    public ChannelDesk(JdbcClient jdbc, Channels channels, PersonalDataCipher cipher, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.channels = channels;
        this.cipher = cipher;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param key in clear, this once; @param previousUntil until when the key before is taken too; null = ended */
    public record NewKey(String key, @Nullable Instant previousUntil) {
        @Override
        public String toString() {
            return "NewKey[redacted]";
        }
    }

    /** Every channel, the disabled ones too, by id. */
    public List<ChannelDetails> all() {
        return jdbc.sql("select * from channel order by id")
                .query(this::details)
                .list();
    }

    /** @throws Refusal CHANNEL_TAKEN if there is one with this id */
    @Transactional
    public IssuedChannel open(String id, String name, Set<Scope> scopes, @Nullable String webhookUrl, String actor) {
        // Two who open the same one at once: the second waits here and then finds it.
        AdvisoryLock.take(jdbc, "channel:" + id);
        if (exists(id)) {
            throw Refusal.conflict("CHANNEL_TAKEN", "There is a channel with this id");
        }
        return channels.issue(id, name, scopes, webhookUrl, actor);
    }

    /**
     * @param url null = no more notices
     * @throws Refusal NO_SUCH_CHANNEL
     */
    @Transactional
    public void setWebhook(String id, @Nullable String url, String actor) {
        Held held = hold(id);
        if (Objects.equals(held.webhookUrl(), url)) {
            return;
        }
        jdbc.sql("update channel set webhook_url = :url where id = :id")
                .param("url", url)
                .param("id", id)
                .update();
        audited(actor, "SET_WEBHOOK", id, url == null ? Map.of() : Map.of("url", url));
    }

    /**
     * A new key. The one before is taken too for as long as {@code overlap}; one that was never used is not worth that,
     * and what was still valid beside it stays so instead.
     *
     * @param seen the version of the credentials that the wish is about
     * @param overlap zero = the key before ends at once
     * @throws Refusal NO_SUCH_CHANNEL, CHANNEL_DISABLED, or CREDENTIALS_CHANGED if the version is another by now
     */
    @Transactional
    public NewKey rotateKey(String id, long seen, Duration overlap, String actor) {
        Held held = usable(id, seen);
        Instant now = clock.instant();
        boolean olderServes = held.keyUsedAt() == null
                && held.previousUntil() != null
                && held.previousUntil().isAfter(now);
        byte[] previous = overlap.isZero() ? null : olderServes ? held.previousHash() : held.keyHash();
        Instant until = previous == null ? null : now.plus(overlap);
        String key = Credentials.apiKey();
        jdbc.sql("""
                        update channel set api_key_hash = :hash, key_issued_at = :now, key_used_at = null,
                            previous_key_hash = :previous, previous_key_until = :until,
                            credentials_version = credentials_version + 1
                        where id = :id""")
                .param("hash", DigestUtils.sha256(key))
                .param("now", Columns.time(now))
                .param("previous", previous)
                .param("until", until == null ? null : Columns.time(until))
                .param("id", id)
                .update();
        audited(actor, "ROTATE_KEY", id, Map.of("previousUntil", until == null ? "ended" : until.toString()));
        return new NewKey(key, until);
    }

    /**
     * A new secret: notices are signed with it from now on, those that wait too.
     *
     * @throws Refusal as {@link #rotateKey}
     */
    @Transactional
    public String rotateWebhookSecret(String id, long seen, String actor) {
        usable(id, seen);
        String secret = Credentials.webhookSecret();
        jdbc.sql("update channel set webhook_secret_enc = :secret, credentials_version = credentials_version + 1"
                        + " where id = :id")
                .param("secret", cipher.encrypt(Channels.WEBHOOK_SECRET, id, secret.getBytes(UTF_8)))
                .param("id", id)
                .update();
        audited(actor, "ROTATE_WEBHOOK_SECRET", id, Map.of());
        return secret;
    }

    /** Shuts the channel out, with every key. @throws Refusal NO_SUCH_CHANNEL */
    @Transactional
    public void disable(String id, String actor) {
        if (hold(id).disabledAt() == null) {
            channels.disable(id, actor);
        }
    }

    /** Lets a disabled channel in again, with the credentials it had. @throws Refusal NO_SUCH_CHANNEL */
    @Transactional
    public void enable(String id, String actor) {
        if (hold(id).disabledAt() != null) {
            jdbc.sql("update channel set disabled_at = null where id = :id")
                    .param("id", id)
                    .update();
            audited(actor, "ENABLE", id, Map.of());
        }
    }

    private record Held(
            @Nullable String webhookUrl,
            byte @Nullable [] keyHash,
            @Nullable Instant keyUsedAt,
            byte @Nullable [] previousHash,
            @Nullable Instant previousUntil,
            @Nullable Instant disabledAt,
            long version) {}

    private Held hold(String id) {
        return jdbc.sql("select * from channel where id = :id for update")
                .param("id", id)
                .query((row, n) -> new Held(
                        row.getString("webhook_url"),
                        row.getBytes("api_key_hash"),
                        Columns.instantOrNull(row, "key_used_at"),
                        row.getBytes("previous_key_hash"),
                        Columns.instantOrNull(row, "previous_key_until"),
                        Columns.instantOrNull(row, "disabled_at"),
                        row.getLong("credentials_version")))
                .optional()
                .orElseThrow(() -> Refusal.notFound("NO_SUCH_CHANNEL", "There is no channel with this id"));
    }

    private Held usable(String id, long seen) {
        Held held = hold(id);
        if (held.disabledAt() != null) {
            throw Refusal.conflict("CHANNEL_DISABLED", "The channel is disabled");
        }
        if (held.version() != seen) {
            throw Refusal.conflict(
                    "CREDENTIALS_CHANGED", "The credentials were changed meanwhile; nothing was done now");
        }
        return held;
    }

    private boolean exists(String id) {
        return jdbc.sql("select exists (select from channel where id = :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    private void audited(String actor, String action, String id, Map<String, Object> detail) {
        audit.append(AuditLog.Entry.act(actor, action, "channel", id, detail));
    }

    private ChannelDetails details(ResultSet row, int n) throws SQLException {
        Channel channel = Channels.channel(row, n);
        Instant previousUntil = Columns.instantOrNull(row, "previous_key_until");
        return new ChannelDetails(
                channel.id(),
                channel.name(),
                channel.scopes(),
                channel.webhookUrl(),
                row.getLong("credentials_version"),
                Columns.instant(row, "created_at"),
                Columns.instantOrNull(row, "key_issued_at"),
                Columns.instantOrNull(row, "key_used_at"),
                previousUntil != null && previousUntil.isAfter(clock.instant()) ? previousUntil : null,
                channel.disabledAt());
    }
}
