package org.proofoflife.storage.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.proofoflife.storage.Refusal;
import org.proofoflife.storage.testing.SettableClock;
import org.proofoflife.storage.testing.StorageTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@StorageTest
class ChannelsTest {

    @Autowired
    Channels channels;

    @Autowired
    ChannelDesk desk;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SettableClock clock;

    private final String id = "c-" + UUID.randomUUID();

    @Test
    void aChannelIsFoundByItsKeyAlone() {
        IssuedChannel issued =
                channels.issue(id, "One", EnumSet.of(Scope.CERTIFY), "https://one.example/hook", "job:t");
        assertThat(channels.findByApiKey(issued.apiKey())).hasValueSatisfying(channel -> {
            assertThat(channel.id()).isEqualTo(id);
            assertThat(channel.scopes()).containsExactly(Scope.CERTIFY);
        });
        assertThat(channels.findByApiKey(issued.apiKey() + "x")).isEmpty();
        assertThat(channels.webhookSecret(id)).hasValue(issued.webhookSecret());
    }

    @Test
    void newCredentialsEndTheOldOnes() {
        IssuedChannel old = channels.issue(id, "One", EnumSet.allOf(Scope.class), null, "job:t");
        IssuedChannel fresh = channels.issue(id, "One", EnumSet.of(Scope.ENROL), null, "job:t");
        assertThat(channels.findByApiKey(old.apiKey())).isEmpty();
        assertThat(channels.findByApiKey(fresh.apiKey()).orElseThrow().scopes()).containsExactly(Scope.ENROL);
    }

    @Test
    void aDisabledChannelIsShutOut() {
        IssuedChannel issued = channels.issue(id, "One", EnumSet.allOf(Scope.class), null, "job:t");
        channels.disable(id, "user:admin");
        assertThat(channels.findByApiKey(issued.apiKey())).isEmpty();
        assertThat(channels.find(id)).isEmpty();
    }

    @Test
    void aNewKeyLeavesTheOldOneItsTimeAndThenEndsIt() {
        String old = opened();
        assertThat(channels.findByApiKey(old)).isPresent();
        ChannelDesk.NewKey fresh = desk.rotateKey(id, details().credentialsVersion(), Duration.ofHours(24), "user:a");
        assertThat(fresh.previousUntil()).isEqualTo(clock.instant().plus(Duration.ofHours(24)));
        assertThat(details().previousKeyUntil()).isEqualTo(fresh.previousUntil());
        assertThat(details().keyUsedAt()).as("only the old one was").isNull();
        assertThat(channels.findByApiKey(old)).isPresent();
        assertThat(details().keyUsedAt()).isNull();
        assertThat(channels.findByApiKey(fresh.key())).isPresent();
        assertThat(details().keyUsedAt()).isEqualTo(clock.instant());

        clock.advance(Duration.ofHours(24));
        assertThat(channels.findByApiKey(old)).isEmpty();
        assertThat(channels.findByApiKey(fresh.key())).isPresent();
        assertThat(details().previousKeyUntil()).isNull();

        String last = desk.rotateKey(id, details().credentialsVersion(), Duration.ZERO, "user:a")
                .key();
        assertThat(channels.findByApiKey(fresh.key())).isEmpty();
        assertThat(channels.findByApiKey(last)).isPresent();
    }

    @Test
    void aKeyThatNobodyEverSawDoesNotPushTheUsedOneOut() {
        String old = opened();
        channels.findByApiKey(old);
        desk.rotateKey(id, 0, Duration.ofHours(1), "user:a");
        String seen = desk.rotateKey(id, 1, Duration.ofHours(1), "user:a").key();
        assertThat(channels.findByApiKey(old)).isPresent();
        assertThat(channels.findByApiKey(seen)).isPresent();
    }

    @Test
    void aRepeatedWishForCredentialsChangesNothing() {
        opened();
        String key = desk.rotateKey(id, 0, Duration.ZERO, "user:a").key();
        assertRefused("CREDENTIALS_CHANGED", () -> desk.rotateKey(id, 0, Duration.ZERO, "user:a"));
        assertRefused("CREDENTIALS_CHANGED", () -> desk.rotateWebhookSecret(id, 0, "user:a"));
        assertRefused("CHANNEL_TAKEN", this::opened);
        assertThat(channels.findByApiKey(key)).isPresent();
        assertThat(channels.webhookSecret(id)).isNotEqualTo(Optional.of(desk.rotateWebhookSecret(id, 1, "user:a")));
    }

    @Test
    void whatIsAsWishedAlreadyIsNotWrittenDownAgain() {
        String key = opened();
        desk.setWebhook(id, "https://203.0.113.7/hook", "user:a");
        desk.setWebhook(id, "https://203.0.113.7/hook", "user:a");
        desk.disable(id, "user:a");
        desk.disable(id, "user:a");
        assertThat(channels.findByApiKey(key)).isEmpty();
        assertRefused("CHANNEL_DISABLED", () -> desk.rotateKey(id, 0, Duration.ZERO, "user:a"));
        desk.enable(id, "user:a");
        desk.enable(id, "user:a");
        assertThat(channels.findByApiKey(key)).isPresent();
        assertThat(details().webhookUrl()).isEqualTo("https://203.0.113.7/hook");
        assertThat(jdbc.sql("select action from audit_log where entity = 'channel' and entity_id = :id order by id")
                        .param("id", id)
                        .query(String.class)
                        .list())
                .containsExactly("ISSUE_CREDENTIALS", "SET_WEBHOOK", "DISABLE", "ENABLE");
        assertRefused("NO_SUCH_CHANNEL", () -> desk.disable(id + "x", "user:a"));
    }

    private String opened() {
        return desk.open(id, "One", EnumSet.of(Scope.CERTIFY), null, "user:a").apiKey();
    }

    private ChannelDetails details() {
        return desk.all().stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    }

    private static void assertRefused(String code, ThrowingCallable wish) {
        assertThatThrownBy(wish).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code())
                .isEqualTo(code));
    }

    @Test
    void credentialsAreNeitherStoredNorPrintedInClear() {
        IssuedChannel issued = channels.issue(id, "One", EnumSet.allOf(Scope.class), null, "job:t");
        String row = jdbc.sql("select row_to_json(c)::text || (select string_agg(detail::text, '') from audit_log"
                        + " where entity_id = c.id) from channel c where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
        assertThat(row + issued).doesNotContain(issued.apiKey(), issued.webhookSecret());
    }
}
