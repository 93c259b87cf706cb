package org.proofoflife.storage.certification;

import java.util.UUID;

/**
 * A worker's exclusive hold on a submission. Every later write names the token, so a worker that was presumed dead
 * cannot overwrite its successor.
 *
 * @param attempt counted from 1
 */
public record Claim(
        UUID certificationId,
        UUID token,
        int attempt,
        String worker,
        UUID pensionerId,
        Challenge challenge,
        String objectKey,
        Submission submission) {}
