package org.proofoflife.storage.enrolment;

import java.util.UUID;

/** A worker's exclusive hold on a pending enrolment. @param attempt counted from 1 */
public record EnrolmentClaim(
        UUID enrolmentId,
        UUID token,
        int attempt,
        String worker,
        UUID pensionerId,
        String photoKey,
        byte[] photoSha256) {}
