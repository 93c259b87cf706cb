package org.proofoflife.storage.webhook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One notice to a channel and whether it arrived.
 *
 * @param event e.g. {@code certification.certified}
 * @param payload JSON as sent
 * @param attempts made so far
 */
public record WebhookDelivery(
        UUID id,
        UUID certificationId,
        String channelId,
        String event,
        String payload,
        Instant createdAt,
        int attempts,
        @Nullable Integer lastStatus,
        @Nullable String lastError,
        @Nullable Instant deliveredAt,
        @Nullable Instant givenUpAt) {}
