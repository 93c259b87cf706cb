package org.proofoflife.storage.messages;

import java.util.UUID;

/** Work for a verification worker: judge this enrolment photo and, if fit, store its template. */
public record JudgeEnrolment(int version, UUID messageId, UUID enrolmentId, String photoKey) {
    public static final int VERSION = 1;
}
