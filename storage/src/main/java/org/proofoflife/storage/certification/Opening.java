package org.proofoflife.storage.certification;

import java.time.Instant;
import java.util.UUID;

/**
 * What a channel asks for when it opens a certification.
 *
 * @param requestHash SHA-256 of the request: the same idempotency key with another request is a conflict
 */
public record Opening(
        UUID id,
        UUID pensionerId,
        String channelId,
        Challenge challenge,
        String objectKey,
        UUID consentId,
        String idempotencyKey,
        byte[] requestHash,
        Instant expiresAt) {}
