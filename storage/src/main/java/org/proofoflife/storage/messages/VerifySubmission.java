package org.proofoflife.storage.messages;

import java.util.UUID;

/** Work for a verification worker: judge the clip of this certification. */
public record VerifySubmission(int version, UUID messageId, UUID certificationId, String clipKey)
        implements WorkMessage {
    public static final int VERSION = 1;

    public static VerifySubmission of(UUID certificationId, String clipKey) {
        return new VerifySubmission(VERSION, UUID.randomUUID(), certificationId, clipKey);
    }
}
