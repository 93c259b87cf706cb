package org.proofoflife.storage.messages;

import java.util.UUID;

/** Work for a verification worker: judge the clip of this certification. */
public record VerifySubmission(int version, UUID messageId, UUID certificationId, String clipKey) {
    public static final int VERSION = 1;
}
