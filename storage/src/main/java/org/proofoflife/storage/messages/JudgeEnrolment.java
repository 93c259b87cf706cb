package org.proofoflife.storage.messages;

import java.util.UUID;

/** Work for a verification worker: judge this enrolment photo and, if fit, store its template. */
public record JudgeEnrolment(int version, UUID messageId, UUID enrolmentId, String photoKey) implements WorkMessage {
    public static final int VERSION = 1;

    public static JudgeEnrolment of(UUID enrolmentId, String photoKey) {
        return new JudgeEnrolment(VERSION, UUID.randomUUID(), enrolmentId, photoKey);
    }
}
