package org.proofoflife.verification.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.proofoflife.storage.certification.Action;
import org.proofoflife.verification.judge.policy.Policy;

/** Turns and looks: the head leaves the neutral in one direction and stays there for a moment. */
record HeadMoves(List<Excursion> left, List<Excursion> right, List<Excursion> up, List<Excursion> down) {

    /** Moves with less rest between them belong together, seconds. */
    static final double NEIGHBOUR = 0.4;

    static HeadMoves of(Curve yaw, Curve pitch, Policy.ChallengeRules rules) {
        return new HeadMoves(
                Excursion.above(yaw, rules.yaw(), rules.onsetShare()),
                Excursion.above(yaw.negated(), rules.yaw(), rules.onsetShare()),
                Excursion.above(pitch.negated(), rules.pitch(), rules.onsetShare()),
                Excursion.above(pitch, rules.pitch(), rules.onsetShare()));
    }

    List<Excursion> of(Action action) {
        return switch (action) {
            case TURN_LEFT -> left;
            case TURN_RIGHT -> right;
            case LOOK_UP -> up;
            case LOOK_DOWN -> down;
            default -> List.of();
        };
    }

    /**
     * Held moves only: a stroke of a nod or a shake is neither a look nor a turn.
     *
     * @param asked whether a move the other way was asked for as well: then it and this one are no strokes
     */
    List<Candidate> candidates(Action action, Policy.ChallengeRules rules, Predicate<Excursion> asked) {
        List<Excursion> same = of(action);
        List<Excursion> opposite =
                of(opposite(action)).stream().filter(asked.negate()).toList();
        double on = (isTurn(action) ? rules.yaw() : rules.pitch()).begins();
        double hold = isTurn(action) ? rules.turnHold() : rules.lookHold();
        List<Candidate> found = new ArrayList<>();
        for (Excursion move : same) {
            boolean held = move.hold() >= hold;
            if (held && !isStroke(move, same, rules) && !isStroke(move, opposite, rules)) {
                found.add(new Candidate(action, move.start(), move.peak(), move.end(), move.amplitude() / on));
            }
        }
        return found;
    }

    /** A brief move with a brief neighbour of like size belongs to a nod or a shake. */
    private static boolean isStroke(Excursion move, List<Excursion> others, Policy.ChallengeRules rules) {
        return move.hold() < rules.maxStroke()
                && others.stream()
                        .filter(other -> other != move)
                        .anyMatch(other -> other.hold() < rules.maxStroke()
                                && other.amplitude() > rules.strokeReturn() * move.amplitude()
                                && other.overlaps(move.start() - NEIGHBOUR, move.end() + NEIGHBOUR));
    }

    static boolean isTurn(Action action) {
        return action == Action.TURN_LEFT || action == Action.TURN_RIGHT;
    }

    static Action opposite(Action action) {
        return switch (action) {
            case TURN_LEFT -> Action.TURN_RIGHT;
            case TURN_RIGHT -> Action.TURN_LEFT;
            case LOOK_UP -> Action.LOOK_DOWN;
            case LOOK_DOWN -> Action.LOOK_UP;
            default -> action;
        };
    }
}
