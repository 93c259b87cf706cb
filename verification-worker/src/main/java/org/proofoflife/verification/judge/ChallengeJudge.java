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

    /** A move along with an answer about the other axis, or with a mouth, as a share of the answer's strength at most. */
    private static final double ALONG_TURN = 0.8;

    private static final double ALONG_MOUTH = 0.5;

    private final Policy.ChallengeRules rules;

    ChallengeJudge(Policy.ChallengeRules rules) {
        this.rules = rules;
    }

    Result judge(Movements movements, Challenge challenge, @Nullable List<Double> promptOffsets) {
        List<Prompt> prompts = PromptWindows.shifted(challenge.prompts(), promptOffsets, rules);
        List<List<Candidate>> fitting = IntStream.range(0, prompts.size())
                .mapToObj(i -> fitting(movements, prompts, i))
                .toList();
        List<@Nullable Candidate> chosen = new Alignment(fitting).best();
        List<Prompt> issued = challenge.prompts();
        List<Candidate> unasked = movements.unasked().stream()
                .filter(move -> isContradiction(move, issued, prompts, chosen))
                .toList();
        List<Candidate> extra = unasked.stream()
                .filter(move -> Movements.contradicts(move, rules))
                .toList();
        boolean doubted = unasked.size() > rules.maxDoubted();

        List<ActionResult> actions = new ArrayList<>();
        List<Signal> signals = new ArrayList<>();
        List<Double> frames = new ArrayList<>();
        int found = 0;
        for (int i = 0; i < prompts.size(); i++) {
            Candidate candidate = chosen.get(i);
            Action action = prompts.get(i).action();
            Prompt.Window window = prompts.get(i).window();
            if (candidate == null) {
                actions.add(new ActionResult(i, action, window, false, 0, 0, 0));
            } else {
                found++;
                frames.add(candidate.peak());
                actions.add(new ActionResult(
                        i, action, window, true, candidate.start(), candidate.peak(), candidate.end()));
            }
            signals.add(Signal.of((i + 1) + ":" + action, candidate == null ? 0 : candidate.strength(), 1.0));
        }
        for (Candidate move : extra) {
            actions.add(new ActionResult(-1, move.action(), null, true, move.start(), move.peak(), move.end()));
            frames.add(move.peak());
        }
        signals.add(Signal.of("unaskedMoves", extra.size(), 0.0));
        signals.add(Signal.of("doubtedMoves", unasked.size(), (double) rules.maxDoubted()));
        boolean followed = found == prompts.size() && extra.isEmpty();
        Band band = !followed ? Band.FAIL : doubted ? Band.REVIEW : Band.PASS;
        double score = (double) found / prompts.size() * (!extra.isEmpty() ? 0.5 : doubted ? 0.75 : 1);
        return new Result(
                new AxisResult(
                        Axis.CHALLENGE,
                        score,
                        band,
                        switch (band) {
                            case PASS -> List.of();
                            case REVIEW -> List.of(OutcomeCode.JUDGEMENT_UNCERTAIN);
                            case FAIL -> List.of(OutcomeCode.ACTION_NOT_FOLLOWED);
                        },
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
    private boolean isContradiction(
            Candidate move, List<Prompt> issued, List<Prompt> prompts, List<@Nullable Candidate> chosen) {
        double from = Double.POSITIVE_INFINITY;
        double to = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < prompts.size(); i++) {
            Prompt.Window window = prompts.get(i).window();
            Candidate action = chosen.get(i);
            Prompt.Window planned = issued.get(i).window();
            // Also where the prompts were planned: shown late, they must not hide what came before.
            from = Math.min(
                    from,
                    window == null || planned == null
                            ? Double.NEGATIVE_INFINITY
                            : Math.min(window.start(), planned.start()));
            to = Math.max(
                    to,
                    window == null || planned == null
                            ? action == null ? to : action.end()
                            : Math.max(window.end(), planned.end()));
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
        return move.overlaps(action.start() - Candidate.PAUSE, action.end() + Candidate.PAUSE);
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
        double along = action.action() == Action.OPEN_MOUTH ? ALONG_MOUTH : ALONG_TURN;
        return part || (otherAxis && move.strength() <= along * action.strength());
    }
}
