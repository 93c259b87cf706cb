package org.proofoflife.storage.findings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signed file of instructions to the payment system.
 *
 * @param number consecutive, without gaps
 * @param objectKey in REPORTS; the signature lies beside it with {@code .sig}
 * @param state EXPORTED or ACKNOWLEDGED
 */
public record InstructionFile(
        long number,
        String month,
        String objectKey,
        String sha256,
        String keyId,
        int rows,
        long amountFen,
        String state,
        Instant exportedAt,
        @Nullable Instant acknowledgedAt) {}
