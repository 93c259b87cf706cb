package org.proofoflife.storage.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.testing.People;
import org.proofoflife.storage.testing.SettableClock;
import org.proofoflife.storage.testing.StorageTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@StorageTest
class WebhookDeliveriesTest {

    @Autowired
    WebhookDeliveries deliveries;

    @Autowired
    CertificationMoves moves;

    @Autowired
    People people;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void drain() {
        jdbc.sql("delete from webhook_delivery").update();
    }

    @Test
    void aChannelWithoutWebhookIsNotTold() {
        UUID id = people.openCertification();
        clock.advance(Duration.ofMinutes(11));
        moves.expire(id, "job:expiry");
        assertThat(deliveries.ofCertification(id)).isEmpty();
    }

    @Test
    void aClaimedNoticeIsNotGivenOutAgainBeforeItsLeaseEnds() {
        UUID id = expiredWithWebhook();
        assertThat(deliveries.dueChannels()).containsExactly(People.CHANNEL);
        assertThat(claimed()).extracting(WebhookDelivery::certificationId).containsExactly(id);
        assertThat(claimed()).isEmpty();
        clock.advance(Duration.ofMinutes(2));
        assertThat(claimed()).extracting(WebhookDelivery::attempts).containsExactly(2);
    }

    @Test
    void theResultIsKept() {
        UUID id = expiredWithWebhook();
        UUID notice = claimed().get(0).id();
        deliveries.failed(notice, 500, "HTTP 500", clock.instant().plusSeconds(30));
        assertThat(claimed()).isEmpty();
        clock.advance(Duration.ofSeconds(31));
        assertThat(claimed()).hasSize(1);
        deliveries.delivered(notice, 204);

        WebhookDelivery kept = deliveries.ofCertification(id).get(0);
        assertThat(kept.deliveredAt()).isEqualTo(clock.instant());
        assertThat(kept.lastStatus()).isEqualTo(204);
        assertThat(kept.payload()).contains("certification.expired", "CHALLENGE_EXPIRED", id.toString());
    }

    @Test
    void aNoticeThatIsGivenUpStaysVisible() {
        UUID id = expiredWithWebhook();
        deliveries.failed(claimed().get(0).id(), null, "ConnectException", null);
        clock.advance(Duration.ofDays(10));
        assertThat(claimed()).isEmpty();
        assertThat(deliveries.ofCertification(id).get(0).givenUpAt()).isNotNull();
    }

    private List<WebhookDelivery> claimed() {
        List<WebhookDelivery> claimed = deliveries.claimDue(People.CHANNEL, 100, Duration.ofMinutes(1));
        assertThat(deliveries.dueChannels()).isEmpty();
        assertThat(deliveries.claimDue("another", 100, Duration.ofMinutes(1))).isEmpty();
        return claimed;
    }

    private UUID expiredWithWebhook() {
        UUID id = people.openCertification();
        people.channel("https://channel.example/hook");
        clock.advance(Duration.ofMinutes(11));
        moves.expire(id, "job:expiry");
        return id;
    }
}
