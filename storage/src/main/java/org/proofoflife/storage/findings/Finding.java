package org.proofoflife.storage.findings;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A doubt about a month.
 *
 * @param month yyyy-MM
 * @param pensionerId null, as are ref, scheme and region, for a payee the roster does not know
 * @param amountFen paid too much, or due and not paid; 0 where no money is at stake
 * @param detail facts as JSON; nothing that identifies a person
 */
public record Finding(
        long id,
        String month,
        FindingKind kind,
        @Nullable UUID pensionerId,
        @Nullable String ref,
        @Nullable String scheme,
        @Nullable String region,
        long amountFen,
        FindingState state,
        String detail,
        Instant openedAt,
        Instant updatedAt) {

    /**
     * A change of a finding.
     *
     * @param actor {@code user:ID} or {@code job:NAME}
     * @param from null for the first
     */
    public record Event(
            Instant at, String actor, @Nullable FindingState from, FindingState to, long amountFen, String reason) {}

    /** Findings of a kind, and the sum of their amounts. */
    public record Total(FindingKind kind, long findings, long amountFen) {}
}
