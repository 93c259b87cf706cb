package org.proofoflife.storage.certification;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a person to be certified, and its outcome (资格认证).
 *
 * @param outcome null until there is one
 * @param reasonCodes every code that spoke against certification, the weightiest first
 * @param objectKey where the clip is uploaded to
 * @param attempts how often a worker has taken it
 * @param appealedAt when it was brought before a person though refused, null otherwise
 * @param parkedAt when it was put aside as not processable, null otherwise
 */
public record Certification(
        UUID id,
        UUID pensionerId,
        String channelId,
        CertificationState state,
        @Nullable OutcomeCode outcome,
        List<OutcomeCode> reasonCodes,
        Challenge challenge,
        String objectKey,
        Instant openedAt,
        Instant expiresAt,
        @Nullable Instant submittedAt,
        @Nullable Instant decidedAt,
        @Nullable Instant appealedAt,
        int attempts,
        @Nullable Instant parkedAt) {}
