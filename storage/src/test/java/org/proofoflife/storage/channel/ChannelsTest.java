package org.proofoflife.storage.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.proofoflife.storage.testing.StorageTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@StorageTest
class ChannelsTest {

    @Autowired
    Channels channels;

    @Autowired
    JdbcClient jdbc;

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
