package org.proofoflife.verification.judge;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.proofoflife.storage.certification.Action;
import org.proofoflife.verification.judge.policy.Policy;

/**
 * Everything the person did, before it is held against any prompt.
 *
 * @param unasked moves that contradict a challenge when nobody asked for them, or raise doubt; their strength is in the
 *     unit of those that answer a prompt
 */
record Movements(
        HeadMoves head,
        List<Candidate> nods,
        List<Candidate> shakes,
        List<Candidate> blinks,
        List<Candidate> mouths,
        List<Candidate> unasked) {

    static Movements of(Track track, Neutral neutral, Policy.ChallengeRules rules) {
        Curve yaw = track.yaw().minus(neutral.yaw()).smoothed(rules.smoothing());
        Curve pitch = track.pitch().minus(neutral.pitch()).smoothed(rules.smoothing());
        HeadMoves head = HeadMoves.of(yaw, pitch, rules);
        return new Movements(
                head,
                Strokes.nods(pitch, rules),
                Strokes.shakes(yaw, rules),
                Blinks.of(track, yaw, pitch, rules),
                MouthOpenings.of(track, rules),
                Stream.of(Action.TURN_LEFT, Action.TURN_RIGHT, Action.LOOK_UP, Action.LOOK_DOWN)
                        .flatMap(action -> big(head, action, rules))
                        .sorted(Comparator.comparingDouble(Candidate::peak))
                        .toList());
    }

    private static Stream<Candidate> big(HeadMoves head, Action action, Policy.ChallengeRules rules) {
        boolean turn = HeadMoves.isTurn(action);
        double limit = turn ? rules.doubtedYaw() : rules.doubtedPitch();
        double begins = (turn ? rules.yaw() : rules.pitch()).begins();
        return head.of(action).stream()
                .filter(move -> move.amplitude() >= limit)
                .map(move -> new Candidate(action, move.start(), move.peak(), move.end(), move.amplitude() / begins));
    }

    /** Whether an unasked move contradicts the challenge by itself. */
    static boolean contradicts(Candidate move, Policy.ChallengeRules rules) {
        return HeadMoves.isTurn(move.action())
                ? move.strength() * rules.yaw().begins() >= rules.unaskedYaw()
                : move.strength() * rules.pitch().begins() >= rules.unaskedPitch();
    }

    /**
     * What passes for an action, in time order.
     *
     * @param asked whether a move opposite to the action was asked for as well
     */
    List<Candidate> candidates(Action action, Policy.ChallengeRules rules, Predicate<Excursion> asked) {
        List<Candidate> found =
                switch (action) {
                    case TURN_LEFT, TURN_RIGHT, LOOK_UP, LOOK_DOWN -> head.candidates(action, rules, asked);
                    case NOD -> Candidate.runs(nods);
                    case SHAKE -> Candidate.runs(shakes);
                    case BLINK -> Candidate.runs(blinks);
                    case OPEN_MOUTH -> mouths;
                };
        return found.stream()
                .sorted(Comparator.comparingDouble(Candidate::start))
                .toList();
    }
}
