package org.proofoflife.storage.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {

    private static final Route ROUTE = Route.VERIFICATION_SUBMIT;

    @Property(tries = 50, seed = "20261124")
    void aMessageComesBackAsItWasSent(@ForAll long high, @ForAll long low, @ForAll String key) {
        VerifySubmission sent = VerifySubmission.of(new UUID(high, low), key);
        byte[] body = MessageCodec.encode(sent).getBytes(StandardCharsets.UTF_8);
        assertThat(MessageCodec.decode(body, ROUTE, VerifySubmission.class)).isEqualTo(sent);
    }

    @Test
    void aFieldThatALaterReleaseAddsIsIgnored() {
        String later =
                MessageCodec.encode(VerifySubmission.of(UUID.randomUUID(), "k")).replaceFirst("\\{", "{\"added\": 1, ");
        assertThat(decode(later).clipKey()).isEqualTo("k");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "{}",
                "{\"version\": 2, \"messageId\": \"4c5ff5e6-98a3-4b1c-8f68-0b7d2a27c6a5\"}",
                "{\"version\": 1, \"messageId\": \"no id\", \"certificationId\": null, \"clipKey\": 3}",
                "{\"version\": 1, \"messageId\": \"4c5ff5e6-98a3-4b1c-8f68-0b7d2a27c6a5\", \"clipKey\": \"k\"}"
            })
    void whatNoRetryCanMendIsUnreadable(String body) {
        assertThatThrownBy(() -> decode(body))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessageContaining("verification.submit");
    }

    private static VerifySubmission decode(String body) {
        return MessageCodec.decode(body.getBytes(StandardCharsets.UTF_8), ROUTE, VerifySubmission.class);
    }
}
