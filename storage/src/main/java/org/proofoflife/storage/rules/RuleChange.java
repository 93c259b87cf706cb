package org.proofoflife.storage.rules;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of a scheme's rules that somebody proposed, and what a second person said.
 *
 * @param reason the decree or decision it rests on
 * @param proposedBy {@code user:ID}
 * @param decidedBy {@code user:ID} of somebody else, null while it is open
 * @param note of the one who decided
 */
public record RuleChange(
        UUID id,
        RuleVersion rule,
        String reason,
        State state,
        String proposedBy,
        Instant proposedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        String note) {

    /** Where a change stands. */
    public enum State {
        PROPOSED,
        /** Among the rules. */
        APPROVED,
        REJECTED
    }
}
