package org.proofoflife.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.channel.Channels;
import org.proofoflife.storage.channel.Scope;
import org.proofoflife.storage.jdbc.Columns;
import org.proofoflife.storage.testing.People;
import org.proofoflife.storage.testing.SettableClock;
import org.proofoflife.storage.testing.StorageTest;
import org.proofoflife.storage.webhook.WebhookDeliveries;
import org.proofoflife.storage.webhook.WebhookDelivery;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@StorageTest
class WebhookSenderTest {

    @Autowired
    WebhookDeliveries deliveries;

    @Autowired
    Channels channels;

    @Autowired
    CertificationMoves moves;

    @Autowired
    People people;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    private record Received(String signature, String event, String body) {}

    private final Queue<Received> received = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    /** Sends before the round ends, unless the test says otherwise. */
    private Executor threads = Runnable::run;

    private HttpServer channelServer;
    private String secret;
    private UUID certification;

    @BeforeEach
    void startChannelAndMakeANotice() throws Exception {
        jdbc.sql("delete from webhook_delivery").update();
        channelServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        channelServer.createContext("/", exchange -> {
            received.add(new Received(
                    exchange.getRequestHeaders().getFirst(WebhookSignature.HEADER),
                    exchange.getRequestHeaders().getFirst("X-PoL-Event"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            Integer status = answers.poll();
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status == null ? 204 : status, -1);
            exchange.close();
        });
        channelServer.start();
        certification = people.openCertification();
        secret = channels.issue(People.CHANNEL, "Test", EnumSet.allOf(Scope.class), url(), "job:test")
                .webhookSecret();
        clock.advance(Duration.ofMinutes(11));
        moves.expire(certification, "job:expiry");
    }

    @AfterEach
    void stopChannel() {
        channelServer.stop(0);
    }

    @Test
    void aNoticeIsSignedAndItsDeliveryRecorded() {
        sender(true).sendDue();

        Received notice = received.remove();
        assertThat(notice.signature())
                .isEqualTo(WebhookSignature.of(
                        secret, clock.instant(), notice.body().getBytes(StandardCharsets.UTF_8)))
                .startsWith("t=" + clock.instant().getEpochSecond() + ",v1=");
        assertThat(notice.event()).isEqualTo("certification.expired");
        assertThat(notice.body()).contains(certification.toString(), "CHALLENGE_EXPIRED");
        assertThat(delivery().deliveredAt()).isEqualTo(clock.instant());

        sender(true).sendDue();
        assertThat(received).isEmpty();
    }

    @Test
    void aFailedNoticeIsTriedAgainWithGrowingPauses() {
        answers.addAll(List.of(500, 302, 429));
        WebhookSender sender = sender(true);
        sender.sendDue();
        assertThat(delivery().lastStatus()).isEqualTo(500);
        clock.advance(Duration.ofSeconds(9));
        sender.sendDue();
        assertThat(received).hasSize(1);
        clock.advance(Duration.ofSeconds(2));
        sender.sendDue();
        assertThat(delivery().lastStatus()).isEqualTo(302);
        clock.advance(Duration.ofSeconds(21));
        sender.sendDue();
        clock.advance(Duration.ofSeconds(41));
        sender.sendDue();

        assertThat(received).hasSize(4);
        assertThat(delivery().deliveredAt()).isNotNull();
        assertThat(delivery().attempts()).isEqualTo(4);
    }

    @Test
    void aNoticeIsGivenUpAfterTheLastAttemptAndStaysVisible() {
        answers.addAll(List.of(500, 500, 500));
        WebhookSender sender = sender(true, 3);
        for (int i = 0; i < 5; i++) {
            sender.sendDue();
            clock.advance(Duration.ofHours(1));
        }
        assertThat(received).hasSize(3);
        assertThat(delivery().givenUpAt()).isNotNull();
        assertThat(delivery().lastError()).isEqualTo("HTTP 500");
    }

    @Test
    void anUnreachableChannelIsAFailedAttempt() {
        channelServer.stop(0);
        sender(true).sendDue();
        assertThat(delivery().lastStatus()).isNull();
        assertThat(delivery().lastError()).contains("ConnectException");
        assertThat(delivery().deliveredAt()).isNull();
    }

    @Test
    void theLoopbackIsNotCalledUnlessAllowed() {
        sender(false).sendDue();
        assertThat(received).isEmpty();
        assertThat(delivery().lastError()).contains("UnknownHostException");
    }

    @Test
    void aChannelThatHangsDelaysNoOther() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        HttpServer hanging = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hanging.createContext("/", exchange -> {
            try (exchange) {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        hanging.start();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        threads = pool;
        try {
            String other = "hangs-" + UUID.randomUUID();
            String url = "http://127.0.0.1:" + hanging.getAddress().getPort() + "/";
            channels.issue(other, "Hangs", EnumSet.allOf(Scope.class), url, "job:test");
            for (int i = 0; i < 30; i++) {
                noticeTo(other);
            }
            sender(true).sendDue();
            await().atMost(Duration.ofSeconds(4)).until(() -> !received.isEmpty());
            assertThat(deliveries.dueChannels()).containsExactly(other);
        } finally {
            end.countDown();
            pool.shutdownNow();
            assertThat(pool.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
            hanging.stop(0);
        }
    }

    /** Older than the one of the channel that answers. */
    private void noticeTo(String channel) {
        jdbc.sql("""
                        insert into webhook_delivery (id, certification_id, channel_id, event, payload, next_attempt_at)
                        values (:id, :certification, :channel, 'certification.expired', '{}', :due)""")
                .param("id", UUID.randomUUID())
                .param("certification", certification)
                .param("channel", channel)
                .param("due", Columns.time(clock.instant().minusSeconds(60)))
                .update();
    }

    private WebhookSender sender(boolean loopback) {
        return sender(loopback, 16);
    }

    private WebhookSender sender(boolean loopback, int attempts) {
        return new WebhookSender(
                deliveries,
                channels,
                new WebhookProperties(
                        true,
                        true,
                        false,
                        loopback,
                        List.of(),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofHours(1),
                        attempts),
                threads,
                clock);
    }

    private WebhookDelivery delivery() {
        return deliveries.ofCertification(certification).get(0);
    }

    private String url() {
        return "http://127.0.0.1:" + channelServer.getAddress().getPort() + "/hook";
    }
}
