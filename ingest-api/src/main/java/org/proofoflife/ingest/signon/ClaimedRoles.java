package org.proofoflife.ingest.signon;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.review.ConsoleRole;

/** Reads console roles out of a token's claims. What is not known gives no role. */
final class ClaimedRoles {

    private final String claim;
    private final Map<String, ConsoleRole> names;

    /** @param claim dots lead into nested claims; @param names empty = the roles' own names */
    ClaimedRoles(String claim, Map<String, ConsoleRole> names) {
        this.claim = claim;
        this.names = Map.copyOf(names);
    }

    Set<ConsoleRole> in(Map<String, Object> claims) {
        Set<ConsoleRole> roles = EnumSet.noneOf(ConsoleRole.class);
        for (String name : listed(claims)) {
            ConsoleRole role = role(name);
            if (role != null) {
                roles.add(role);
            }
        }
        return roles;
    }

    private List<String> listed(Map<String, Object> claims) {
        @Nullable Object value = claims.get(claim);
        if (value == null) {
            value = claims;
            for (String step : claim.split("\\.")) {
                value = value instanceof Map<?, ?> inner ? inner.get(step) : null;
            }
        }
        if (value instanceof String text) {
            return List.of(text.split("[ ,]+"));
        }
        return value instanceof Collection<?> many
                ? many.stream().map(String::valueOf).toList()
                : List.of();
    }

    private @Nullable ConsoleRole role(String name) {
        if (!names.isEmpty()) {
            return names.get(name);
        }
        for (ConsoleRole role : ConsoleRole.values()) {
            if (role.name().equals(name)) {
                return role;
            }
        }
        return null;
    }
}
