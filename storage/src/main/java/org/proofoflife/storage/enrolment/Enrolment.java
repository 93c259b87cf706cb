package org.proofoflife.storage.enrolment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.OutcomeCode;

/** An enrolment photo and what became of it (建模), without the template. */
public record Enrolment(
        UUID id,
        UUID pensionerId,
        String channelId,
        EnrolmentState state,
        List<OutcomeCode> reasonCodes,
        String photoKey,
        int attempts,
        Instant createdAt,
        @Nullable Instant judgedAt) {}
