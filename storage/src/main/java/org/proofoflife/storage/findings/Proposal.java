package org.proofoflife.storage.findings;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about a person.
 *
 * @param month in which it takes effect, yyyy-MM
 * @param needs different people who must agree
 * @param proposedBy {@code user:ID} or {@code job:NAME}
 * @param votes so far, oldest first
 * @param instructionFile number of the file it went out in, null before
 * @param returnCode the payment system's answer, {@code 00} where it was carried out
 */
public record Proposal(
        UUID id,
        ProposalKind kind,
        UUID pensionerId,
        String ref,
        String scheme,
        String region,
        @Nullable Long findingId,
        String month,
        long amountFen,
        ProposalState state,
        int needs,
        String proposedBy,
        Instant proposedAt,
        List<Vote> votes,
        @Nullable Long instructionFile,
        @Nullable String returnCode) {

    /** @param person {@code user:ID} */
    public record Vote(String person, boolean approve, String note, Instant at) {}
}
