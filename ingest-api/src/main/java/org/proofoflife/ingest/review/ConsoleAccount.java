package org.proofoflife.ingest.review;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works in the console; password and second factor are kept apart.
 *
 * @param region first two, four or six digits of the divisions (GB/T 2260) whose people they see; null = everybody
 */
public record ConsoleAccount(
        UUID id,
        String login,
        String displayName,
        Set<ConsoleRole> roles,
        @Nullable String region,
        State state) {

    /** What a region must look like. */
    static final String REGION = "([0-9]{2}){1,3}";

    /** How the person gets in. */
    public enum State {
        /** By a start password, and then no further than to a password and a second factor of their own. */
        STARTED,
        /** Not at all: the start password was not used in time. An administrator gives another. */
        START_EXPIRED,
        /** By their own password and second factor. */
        ACTIVE,
        /** By the identity provider. */
        VOUCHED_FOR,
        /** Not at all. */
        DISABLED
    }

    /** As in the audit log. */
    public String actor() {
        return "user:" + login;
    }

    /** Whether nobody but the person themself can act as them. */
    public boolean finished() {
        return state == State.ACTIVE || state == State.VOUCHED_FOR;
    }

    /** Whether this administrator can do what administrators do: the accounts are of all regions. */
    boolean keepsAccounts() {
        return hasAny(ConsoleRole.ADMINISTRATOR) && finished() && region == null;
    }

    boolean covers(String division) {
        return region == null || division.startsWith(region);
    }

    public boolean hasAny(ConsoleRole... wanted) {
        for (ConsoleRole role : wanted) {
            if (roles.contains(role)) {
                return true;
            }
        }
        return false;
    }
}
