package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofoflife.ingest.ApiClient.Answer;
import org.proofoflife.ingest.review.ConsoleRole;
import org.proofoflife.storage.testing.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Channels as administrators open them and give them keys. */
@ApiTest
class ChannelConsoleTest {

    @Autowired
    Staff staff;

    @Autowired
    ApiClient api;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    private final String id = "bureau-" + UUID.randomUUID().toString().substring(0, 8);
    private ConsoleUser administrator;

    @BeforeEach
    void logIn() {
        administrator = staff.with(ConsoleRole.ADMINISTRATOR);
    }

    @Test
    void aChannelIsOpenedUsedGivenANewKeyAndShutOut() {
        Answer opened = open("https://203.0.113.7/hook");
        assertThat(opened.status()).isEqualTo(200);
        String old = opened.text("apiKey");
        assertThat(opened.text("webhookSecret")).startsWith("whsec_");
        assertThat(status(old)).isEqualTo(404);
        assertThat(listed().path("keyUsedAt").asString()).isNotEmpty();
        assertThat(listed().toString()).doesNotContain(old, opened.text("webhookSecret"));
        assertThat(open(null).text("code")).isEqualTo("CHANNEL_TAKEN");

        Map<String, Object> wish = Map.of("seen", 0, "overlapHours", 2);
        Answer rotated = administrator.post("/channels/" + id + "/key", wish);
        assertThat(rotated.text("previousKeyUntil"))
                .isEqualTo(clock.instant().plus(Duration.ofHours(2)).toString());
        assertThat(administrator.post("/channels/" + id + "/key", wish).text("code"))
                .isEqualTo("CREDENTIALS_CHANGED");
        assertThat(List.of(status(old), status(rotated.text("apiKey")))).containsExactly(404, 404);
        assertThat(administrator
                        .post("/channels/" + id + "/webhook-secret", Map.of("seen", 1))
                        .text("webhookSecret"))
                .startsWith("whsec_")
                .isNotEqualTo(opened.text("webhookSecret"));

        assertThat(administrator.delete("/channels/" + id).status()).isEqualTo(204);
        assertThat(administrator.delete("/channels/" + id).status()).isEqualTo(204);
        assertThat(List.of(status(old), status(rotated.text("apiKey")))).containsExactly(401, 401);
        assertThat(administrator
                        .post("/channels/" + id + "/key", Map.of("seen", 2, "overlapHours", 0))
                        .text("code"))
                .isEqualTo("CHANNEL_DISABLED");
        assertThat(administrator.post("/channels/" + id + "/enable", Map.of()).status())
                .isEqualTo(204);
        assertThat(status(rotated.text("apiKey"))).isEqualTo(404);
        assertThat(jdbc.sql("select actor || ' ' || action from audit_log where entity = 'channel'"
                                + " and entity_id = :id order by id")
                        .param("id", id)
                        .query(String.class)
                        .list())
                .containsExactlyElementsOf(
                        Stream.of("ISSUE_CREDENTIALS", "ROTATE_KEY", "ROTATE_WEBHOOK_SECRET", "DISABLE", "ENABLE")
                                .map(action -> administrator.actor() + " " + action)
                                .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://203.0.113.7/hook",
                "https://127.0.0.1/hook",
                "https://10.1.2.3/hook",
                "https://169.254.169.254/latest/meta-data",
                "https://[::1]/hook",
                "https://user:secret@203.0.113.7/hook",
                "ftp://203.0.113.7/hook",
                "hook"
            })
    void aWebhookThatWouldNotBeCalledIsRefusedWhenItIsEntered(String url) {
        assertThat(open(url).text("code")).isEqualTo("WEBHOOK_NOT_CALLABLE");
        assertThat(open(null).status()).isEqualTo(200);
        assertThat(webhook(url).text("code")).isEqualTo("WEBHOOK_NOT_CALLABLE");
        assertThat(listed().has("webhookUrl")).isFalse();
    }

    @Test
    void aWebhookIsChangedAndTakenAway() {
        open("https://203.0.113.7/one");
        assertThat(webhook("https://203.0.113.7/two").status()).isEqualTo(204);
        assertThat(listed().path("webhookUrl").asString()).isEqualTo("https://203.0.113.7/two");
        assertThat(webhook("").status()).isEqualTo(204);
        assertThat(listed().has("webhookUrl")).isFalse();
    }

    @Test
    void onlyAdministratorsChangeChannelsAndAuditorsReadThem() {
        open(null);
        ConsoleUser auditor = staff.with(ConsoleRole.AUDITOR);
        assertThat(auditor.get("/channels").status()).isEqualTo(200);
        assertThat(auditor.post("/channels/" + id + "/key", Map.of("seen", 0, "overlapHours", 0))
                        .text("code"))
                .isEqualTo("ROLE_MISSING");
        assertThat(auditor.delete("/channels/" + id).text("code")).isEqualTo("ROLE_MISSING");
        assertThat(staff.with(ConsoleRole.APPROVER).get("/channels").text("code"))
                .isEqualTo("ROLE_MISSING");
        assertThat(administrator.delete("/channels/" + id + "-other").text("code"))
                .isEqualTo("NO_SUCH_CHANNEL");
        assertThat(administrator
                        .post("/channels/" + id + "/key", Map.of("seen", 0, "overlapHours", 721))
                        .status())
                .isEqualTo(400);
    }

    private Answer open(@Nullable String url) {
        Map<String, Object> wish = new HashMap<>(Map.of("id", id, "name", "区社保局", "scopes", List.of("CERTIFY")));
        wish.put("webhookUrl", url);
        return administrator.post("/channels", wish);
    }

    private Answer webhook(String url) {
        return administrator.put("/channels/" + id + "/webhook", Map.of("url", url));
    }

    private JsonNode listed() {
        return administrator
                .get("/channels")
                .json()
                .valueStream()
                .filter(channel -> channel.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** 404 for a known key, since the certification is nobody's. */
    private int status(String key) {
        return api.get("/api/v1/certifications/" + UUID.randomUUID(), "X-API-Key", key)
                .status();
    }
}
