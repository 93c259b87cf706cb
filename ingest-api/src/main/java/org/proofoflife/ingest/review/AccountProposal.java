package org.proofoflife.ingest.review;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator wants of an account, and another has to agree to.
 *
 * @param roles what it is to have, or has if its roles do not change
 * @param rolesNow none if there is no account yet
 * @param region what it is to be confined to, or is if its region does not change; null = nothing
 * @param regionNow null = nothing, or there is no account yet
 * @param proposedBy as in the audit log
 * @param canVote whether the reader's vote would count
 */
public record AccountProposal(
        UUID id,
        Kind kind,
        String login,
        String displayName,
        Set<ConsoleRole> roles,
        Set<ConsoleRole> rolesNow,
        @Nullable String region,
        @Nullable String regionNow,
        String proposedBy,
        Instant proposedAt,
        boolean canVote) {

    /** What is to happen to the account. */
    public enum Kind {
        OPEN,
        RESET,
        /** Another region that is not within the present one, or none. */
        WIDEN,
        /** Further roles. */
        GRANT
    }
}
