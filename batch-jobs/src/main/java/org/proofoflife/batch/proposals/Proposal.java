package org.proofoflife.batch.proposals;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param ref the person
 * @param month in which it takes effect, yyyy-MM
 * @param state PROPOSED, APPROVED, REJECTED, WITHDRAWN, EXPORTED, DONE or FAILED
 * @param needs different people who must agree
 * @param votes so far, oldest first
 */
public record Proposal(
        UUID id,
        ProposalKind kind,
        String ref,
        @Nullable Long findingId,
        String month,
        long amountFen,
        String state,
        int needs,
        String proposedBy,
        Instant proposedAt,
        List<Vote> votes,
        @Nullable String returnCode) {

    /** @param person {@code user:ID} */
    public record Vote(String person, boolean approve, String note, Instant at) {}
}
