package org.proofoflife.ingest.review;

import java.util.Set;
import java.util.UUID;

/** Somebody who works in the console; password and second factor are kept apart. */
public record ConsoleAccount(UUID id, String login, String displayName, Set<ConsoleRole> roles, boolean disabled) {

    /** As in the audit log. */
    public String actor() {
        return "user:" + login;
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
