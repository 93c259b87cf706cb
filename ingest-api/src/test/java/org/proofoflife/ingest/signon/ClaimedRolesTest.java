package org.proofoflife.ingest.signon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.proofoflife.ingest.review.ConsoleRole;

class ClaimedRolesTest {

    private static final Map<String, ConsoleRole> NAMES = Map.of("pension-audit", ConsoleRole.AUDITOR);

    @Test
    void ownNamesCountWhereNoneAreGiven() {
        ClaimedRoles roles = new ClaimedRoles("roles", Map.of());
        assertThat(roles.in(Map.of("roles", List.of("REVIEWER", "AUDITOR", "root"))))
                .containsExactlyInAnyOrder(ConsoleRole.REVIEWER, ConsoleRole.AUDITOR);
        assertThat(roles.in(Map.of("roles", "APPROVER ADMINISTRATOR")))
                .containsExactlyInAnyOrder(ConsoleRole.APPROVER, ConsoleRole.ADMINISTRATOR);
    }

    @Test
    void givenNamesReplaceOurOwn() {
        ClaimedRoles roles = new ClaimedRoles("groups", NAMES);
        assertThat(roles.in(Map.of("groups", List.of("pension-audit", "REVIEWER"))))
                .containsExactly(ConsoleRole.AUDITOR);
    }

    @Test
    void aClaimMayBeNestedOrHaveDotsInItsName() {
        ClaimedRoles nested = new ClaimedRoles("realm_access.roles", NAMES);
        assertThat(nested.in(Map.of("realm_access", Map.of("roles", List.of("pension-audit")))))
                .containsExactly(ConsoleRole.AUDITOR);
        assertThat(nested.in(Map.of("realm_access.roles", List.of("pension-audit"))))
                .containsExactly(ConsoleRole.AUDITOR);
    }

    @Test
    void whatIsMissingOrOddGivesNothing() {
        ClaimedRoles roles = new ClaimedRoles("realm_access.roles", Map.of());
        assertThat(roles.in(Map.of())).isEmpty();
        assertThat(roles.in(Map.of("realm_access", "REVIEWER"))).isEmpty();
        assertThat(roles.in(Map.of("realm_access", Map.of("roles", 7)))).isEmpty();
    }
}
