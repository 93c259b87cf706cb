package org.proofoflife.ingest.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.Causes;
import org.proofoflife.storage.channel.Channel;
import org.proofoflife.storage.channel.Channels;
import org.proofoflife.storage.webhook.WebhookDeliveries;
import org.proofoflife.storage.webhook.WebhookDelivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Sends due notices. A notice counts as delivered when the channel answers 2xx; anything else is tried again with
 * growing pauses and given up after the last attempt. Several senders side by side share the work. Each channel is served
 * by one thread at a time, a few notices each, so that one that hangs delays nobody else's.
 */
@Component
class WebhookSender {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
    private static final MediaType JSON = MediaType.get("application/json");
    /** Of one channel before the next one's turn. */
    private static final int BATCH = 10;

    private static final int CHANNELS_AT_ONCE = 16;

    private final WebhookDeliveries deliveries;
    private final Channels channels;
    private final WebhookProperties properties;
    private final CallableHosts hosts;
    private final OkHttpClient http;
    private final Executor threads;
    private final Clock clock;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    @Autowired
    WebhookSender(WebhookDeliveries deliveries, Channels channels, WebhookProperties properties, Clock clock) {
        this(deliveries, channels, properties, threads(properties.timeout()), clock);
    }

    WebhookSender(
            WebhookDeliveries deliveries,
            Channels channels,
            WebhookProperties properties,
            Executor threads,
            Clock clock) {
        this.deliveries = deliveries;
        this.channels = channels;
        this.properties = properties;
        this.hosts = new CallableHosts(properties, Dns.SYSTEM);
        this.http = new OkHttpClient.Builder()
                .dns(hosts)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(properties.timeout())
                .callTimeout(properties.timeout())
                .build();
        this.threads = threads;
        this.clock = clock;
    }

    private static Executor threads(Duration patience) {
        ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
        threads.setThreadNamePrefix("webhook-");
        threads.setCorePoolSize(CHANNELS_AT_ONCE);
        threads.setAllowCoreThreadTimeOut(true);
        threads.setDaemon(true);
        threads.setAwaitTerminationMillis(patience.toMillis());
        threads.initialize();
        return threads;
    }

    @PreDestroy
    void stop() {
        if (threads instanceof ThreadPoolTaskExecutor own) {
            own.shutdown();
        }
    }

    @Scheduled(fixedDelayString = "${ingest.webhooks.interval:1s}")
    void sendDue() {
        if (!properties.enabled()) {
            return;
        }
        for (String channel : deliveries.dueChannels()) {
            if (busy.add(channel)) {
                threads.execute(() -> sendDueTo(channel));
            }
        }
    }

    private void sendDueTo(String channel) {
        try {
            // Claimed only now that its turn has come; long enough for the whole batch to time out one by one.
            Duration lease = properties.timeout().multipliedBy(BATCH + 1L);
            deliveries.claimDue(channel, BATCH, lease).forEach(this::send);
        } catch (RuntimeException e) {
            LOG.warn("The notices to channel {} wait: {}", channel, Causes.of(e));
        } finally {
            busy.remove(channel);
        }
    }

    private void send(WebhookDelivery delivery) {
        Optional<Channel> channel = channels.find(delivery.channelId());
        String url = channel.map(Channel::webhookUrl).orElse(null);
        String secret = channels.webhookSecret(delivery.channelId()).orElse(null);
        if (url == null || secret == null) {
            deliveries.failed(delivery.id(), null, "The channel has no webhook any more", null);
            return;
        }
        try {
            int status = post(url, secret, delivery);
            if (status >= 200 && status < 300) {
                deliveries.delivered(delivery.id(), status);
            } else {
                failed(delivery, status, "HTTP " + status);
            }
        } catch (IOException | IllegalArgumentException e) {
            failed(delivery, null, e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private int post(String url, String secret, WebhookDelivery delivery) throws IOException {
        HttpUrl target = HttpUrl.get(url);
        hosts.require(target);
        byte[] body = delivery.payload().getBytes(UTF_8);
        Request request = new Request.Builder()
                .url(target)
                .header(WebhookSignature.HEADER, WebhookSignature.of(secret, clock.instant(), body))
                .header("X-PoL-Event", delivery.event())
                .header("X-PoL-Delivery", delivery.id().toString())
                .post(RequestBody.create(body, JSON))
                .build();
        try (Response response = http.newCall(request).execute()) {
            return response.code();
        }
    }

    private void failed(WebhookDelivery delivery, @Nullable Integer status, String error) {
        boolean last = delivery.attempts() >= properties.attempts();
        Instant next = last ? null : clock.instant().plus(properties.backOff(delivery.attempts()));
        deliveries.failed(delivery.id(), status, error, next);
        LOG.warn(
                "Notice {} to channel {} failed, attempt {}{}",
                delivery.id(),
                delivery.channelId(),
                delivery.attempts(),
                last ? ", given up" : "");
    }
}
