package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.proofoflife.ingest.account.CentreProperties;
import org.proofoflife.ingest.challenge.ChallengeProperties;
import org.proofoflife.ingest.enrolment.EnrolmentProperties;
import org.proofoflife.ingest.login.LoginProperties;
import org.proofoflife.ingest.review.ConsoleProperties;
import org.proofoflife.ingest.signon.OidcProperties;
import org.proofoflife.ingest.status.AppealProperties;
import org.proofoflife.ingest.upload.UploadProperties;
import org.proofoflife.ingest.webhook.WebhookProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

/** The documented defaults are the real ones. */
class DefaultsTest {

    private final Binder nothingSet = new Binder(new MapConfigurationPropertySource(Map.of()));

    @Test
    void challenge() {
        assertThat(nothingSet.bindOrCreate("ingest.challenge", ChallengeProperties.class))
                .isEqualTo(
                        new ChallengeProperties(Duration.ofSeconds(16), Duration.ofSeconds(2), Duration.ofMinutes(10)));
    }

    @Test
    void upload() {
        assertThat(nothingSet.bindOrCreate("ingest.upload", UploadProperties.class))
                .isEqualTo(new UploadProperties(
                        DataSize.ofKilobytes(1), DataSize.ofMegabytes(50), List.of("video/mp4", "video/webm")));
    }

    @Test
    void login() {
        assertThat(nothingSet.bindOrCreate("ingest.login", LoginProperties.class))
                .isEqualTo(new LoginProperties(5, Duration.ofMinutes(15), 1000, 300, 20, List.of("2026-01")));
    }

    @Test
    void centre() {
        assertThat(nothingSet.bindOrCreate("ingest.centre", CentreProperties.class))
                .isEqualTo(new CentreProperties(null, Duration.ofMinutes(10), 10));
    }

    @Test
    void appeal() {
        assertThat(nothingSet.bindOrCreate("ingest.appeal", AppealProperties.class))
                .isEqualTo(new AppealProperties(Duration.ofDays(15)));
    }

    @Test
    void enrolment() {
        assertThat(nothingSet.bindOrCreate("ingest.enrolment", EnrolmentProperties.class))
                .isEqualTo(new EnrolmentProperties(DataSize.ofMegabytes(10), Duration.ofSeconds(10)));
    }

    @Test
    void console() {
        assertThat(nothingSet.bindOrCreate("ingest.console", ConsoleProperties.class))
                .isEqualTo(
                        new ConsoleProperties(null, Duration.ofHours(2), Duration.ofMinutes(10), Duration.ofDays(730)));
    }

    @Test
    void nobodyLogsInToTheConsoleFromElsewhere() {
        assertThat(nothingSet.bindOrCreate("ingest.console.oidc", OidcProperties.class))
                .isEqualTo(new OidcProperties(
                        null,
                        "proof-of-life-console",
                        null,
                        List.of("openid", "profile"),
                        "roles",
                        Map.of(),
                        "preferred_username"))
                .returns(false, OidcProperties::open);
    }

    @Test
    void webhooksReachOnlyTheOutsideOverHttps() {
        assertThat(nothingSet.bindOrCreate("ingest.webhooks", WebhookProperties.class))
                .isEqualTo(new WebhookProperties(
                        true,
                        false,
                        false,
                        false,
                        List.of(),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        Duration.ofHours(6),
                        16));
    }
}
