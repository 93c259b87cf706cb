package org.proofoflife.storage.certification;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.proofoflife.storage.jdbc.Columns;

/** One conditional update of a certification's state, under construction. Refuses what the state machine forbids. */
final class Move {

    final UUID id;
    final CertificationState to;
    private final Set<CertificationState> from;
    private final List<String> assignments = new ArrayList<>(List.of("state = :toState"));
    private final List<String> conditions = new ArrayList<>(List.of("id = :id", "state = any(:fromStates)"));
    private final Map<String, Object> parameters = new HashMap<>();

    Move(UUID id, Set<CertificationState> from, CertificationState to) {
        for (CertificationState state : from) {
            if (!state.successors().contains(to)) {
                throw new IllegalMoveException(id, state, to);
            }
        }
        this.id = id;
        this.to = to;
        this.from = from;
        with("id", id).with("toState", to.name()).with("fromStates", Columns.names(from));
    }

    static Move of(UUID id, CertificationState from, CertificationState to) {
        return new Move(id, EnumSet.of(from), to);
    }

    /** @param assignment constant SQL, its values as {@code :parameters} */
    Move set(String assignment) {
        assignments.add(assignment);
        return this;
    }

    /** @param condition constant SQL, its values as {@code :parameters} */
    Move where(String condition) {
        conditions.add(condition);
        return this;
    }

    Move with(String parameter, Object value) {
        parameters.put(parameter, value);
        return this;
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    /** Returns the state moved from; no row when the conditions do not hold. */
    String sql() {
        // The row is locked before its conditions are tested, so two movers are tested one after the other.
        return "update certification set " + String.join(", ", assignments)
                + " from (select id as old_id, state as old_state from certification where "
                + String.join(" and ", conditions)
                + " for update) old where id = old_id returning old_state";
    }

    Set<CertificationState> from() {
        return from;
    }
}
