package org.proofoflife.verification.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.Action;
import org.proofoflife.storage.certification.Challenge;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.certification.Prompt;
import org.proofoflife.verification.judge.Judgement.ActionResult;
import org.proofoflife.verification.judge.Judgement.Axis;
import org.proofoflife.verification.judge.Judgement.AxisResult;
import org.proofoflife.verification.judge.Judgement.Band;
import org.proofoflife.verification.judge.Judgement.Signal;
import org.proofoflife.verification.judge.policy.Policy;

/** Were the prompts followed: each in its window, in order, and nothing big that nobody asked for. */
final class ChallengeJudge {

    /** @param actions one a prompt, then the unasked ones */
    record Result(AxisResult axis, List<ActionResult> actions) {}

    /** Longest rest between the two strokes of one answer, seconds. */
    private static final double PAUSE = 0.9;

    private final Policy.ChallengeRules rules;

    ChallengeJudge(Policy.ChallengeRules rules) {
        this.rules = rules;
    }

    Result judge(Movements movements, Challenge challenge, @Nullable List<Double> promptOffsets) {
        List<Prompt> prompts = PromptWindows.shifted(challenge.prompts(), promptOffsets, rules.maxOffsetShift());
        List<List<Candidate>> fitting = IntStream.range(0, prompts.size())
                .mapToObj(i -> fitting(movements, prompts, i))
                .toList();
        List<@Nullable Candidate> chosen = new Alignment(fitting).best();
        List<Candidate> extra = movements.unasked().stream()
                .filter(move -> isContradiction(move, prompts, chosen))
                .toList();

        List<ActionResult> actions = new ArrayList<>();
        List<Signal> signals = new ArrayList<>();
        List<Double> frames = new ArrayList<>();
        int found = 0;
        for (int i = 0; i < prompts.size(); i++) {
            Candidate candidate = chosen.get(i);
            Action action = prompts.get(i).action();
            if (candidate == null) {
                actions.add(new ActionResult(i, action, false, 0, 0, 0));
            } else {
                found++;
                frames.add(candidate.peak());
                actions.add(new ActionResult(i, action, true, candidate.start(), candidate.peak(), candidate.end()));
            }
            signals.add(Signal.of((i + 1) + ":" + action, candidate == null ? 0 : candidate.strength(), 1.0));
        }
        for (Candidate move : extra) {
            actions.add(new ActionResult(-1, move.action(), true, move.start(), move.peak(), move.end()));
            frames.add(move.peak());
        }
        signals.add(Signal.of("unaskedMoves", extra.size(), 0.0));
        boolean followed = found == prompts.size() && extra.isEmpty();
        double score = (double) found / prompts.size() * (extra.isEmpty() ? 1 : 0.5);
        return new Result(
                new AxisResult(
                        Axis.CHALLENGE,
                        score,
                        followed ? Band.PASS : Band.FAIL,
                        followed ? List.of() : List.of(OutcomeCode.ACTION_NOT_FOLLOWED),
                        signals,
                        frames),
                actions);
    }

    private List<Candidate> fitting(Movements movements, List<Prompt> prompts, int i) {
        Prompt prompt = prompts.get(i);
        // Who turns at once from one side to the other, as the prompts do, has not shaken the head.
        List<Prompt.Window> asked = Stream.of(i - 1, i + 1)
                .filter(k -> k >= 0 && k < prompts.size())
                .map(prompts::get)
                .filter(other -> other.action() == HeadMoves.opposite(prompt.action()))
                .map(Prompt::window)
                .filter(Objects::nonNull)
                .toList();
        return movements
                .candidates(prompt.action(), rules, move -> asked.stream()
                        .anyMatch(window -> move.peak() >= window.start() && move.peak() <= window.end()))
                .stream()
                .filter(candidate -> answers(candidate, prompt))
                .toList();
    }

    /** What only begins when the next prompt is shown already is no answer to this one. */
    private boolean answers(Candidate candidate, Prompt prompt) {
        Prompt.Window window = prompt.window();
        return inWindow(candidate, prompt) && (window == null || candidate.start() <= window.end());
    }

    private boolean inWindow(Candidate candidate, Prompt prompt) {
        Prompt.Window window = prompt.window();
        return window == null
                || (candidate.start() >= window.start() - rules.early()
                        && candidate.peak() >= window.start()
                        && candidate.peak() <= window.end() + rules.late());
    }

    /** Before the first prompt and after the last one people settle and reach for the button: that is no answer. */
    private boolean isContradiction(Candidate move, List<Prompt> prompts, List<@Nullable Candidate> chosen) {
        double from = Double.POSITIVE_INFINITY;
        double to = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < prompts.size(); i++) {
            Prompt.Window window = prompts.get(i).window();
            Candidate action = chosen.get(i);
            from = Math.min(from, window == null ? Double.NEGATIVE_INFINITY : window.start());
            to = Math.max(to, window == null ? action == null ? to : action.end() : window.end());
            if (action != null && explains(action, move)) {
                return false;
            }
            Action asked = prompts.get(i).action();
            boolean again = action != null && isPart(asked, move) && isNext(move, action);
            if ((again || asked == move.action()) && isRepetition(move, i, prompts.get(i), chosen)) {
                return false;
            }
        }
        return move.peak() > from && move.peak() < to;
    }

    private static boolean isNext(Candidate move, Candidate action) {
        return move.overlaps(action.start() - PAUSE, action.end() + PAUSE);
    }

    /** A slow nod that is done once more, after a short pause, is a look down and back to the eye. */
    private static boolean isPart(Action asked, Candidate move) {
        return switch (asked) {
            case NOD -> !HeadMoves.isTurn(move.action());
            case SHAKE -> HeadMoves.isTurn(move.action());
            default -> asked == move.action();
        };
    }

    private boolean isRepetition(Candidate move, int prompt, Prompt asked, List<@Nullable Candidate> chosen) {
        if (asked.window() != null) {
            return inWindow(move, asked);
        }
        Candidate before = prompt > 0 ? chosen.get(prompt - 1) : null;
        Candidate after = prompt + 1 < chosen.size() ? chosen.get(prompt + 1) : null;
        return (before == null || move.peak() > before.peak()) && (after == null || move.peak() < after.peak());
    }

    /** A move during an action that it is part of, or that is weaker than it (a deep turn drags the chin along). */
    private boolean explains(Candidate action, Candidate move) {
        if (!move.overlaps(action.start() - HeadMoves.NEIGHBOUR, action.end() + HeadMoves.NEIGHBOUR)) {
            return false;
        }
        boolean part = isPart(action.action(), move);
        boolean otherAxis =
                switch (action.action()) {
                    case TURN_LEFT, TURN_RIGHT, SHAKE -> !HeadMoves.isTurn(move.action());
                    case LOOK_UP, LOOK_DOWN, NOD -> HeadMoves.isTurn(move.action());
                    case BLINK -> false;
                    case OPEN_MOUTH -> !HeadMoves.isTurn(move.action());
                };
        return part || (otherAxis && move.strength() < action.strength());
    }
}
