package org.proofoflife.ops.evaluate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ops.fixtures.curve.ActionSpan;
import org.proofoflife.ops.fixtures.curve.CurveFile;
import org.proofoflife.storage.certification.Action;
import org.proofoflife.storage.certification.Challenge;
import org.proofoflife.storage.certification.Prompt;
import org.proofoflife.verification.judge.Judgement;
import org.proofoflife.verification.judge.Judgement.ActionResult;

/**
 * One prompt against the ground truth.
 *
 * @param done whether the person did it where it was asked for
 * @param found whether the judge says so
 * @param onsetError seconds between the onset found and the true one; null unless both
 */
record ActionScore(
        Action action,
        boolean done,
        boolean found,
        @Nullable Double onsetError) {

    /** How long before its window an action may begin, and after it peak, and still count as done: as the policy says. */
    private static final double EARLY = 0.5;

    private static final double LATE = 0.8;

    /**
     * Empty where no curve lies beside the clip.
     *
     * @param mirrored what the judge was told: told wrongly, it rightly sees a turn to the other side
     * @throws IllegalArgumentException when what lies there is none
     */
    static List<ActionScore> of(Path clip, Challenge challenge, boolean mirrored, Judgement judgement) {
        Path file = CurveFile.beside(clip);
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        List<ActionSpan> truth;
        try {
            truth = new GroundTruth(CurveFile.read(file)).actions(mirrored);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(file.getFileName() + " is no ground truth: " + e, e);
        }
        return of(truth, challenge.prompts(), judgement.actions());
    }

    static List<ActionScore> of(List<ActionSpan> truth, List<Prompt> prompts, List<ActionResult> results) {
        List<ActionScore> scores = new ArrayList<>();
        double reached = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < prompts.size(); i++) {
            Prompt prompt = prompts.get(i);
            int index = i;
            // A clip refused before its actions were looked at has none.
            ActionResult result = results.stream()
                    .filter(action -> action.prompt() == index)
                    .findFirst()
                    .orElse(new ActionResult(index, prompt.action(), null, false, 0, 0, 0));
            double after = reached;
            Optional<ActionSpan> done = truth.stream()
                    .filter(span -> span.action() == prompt.action() && isInTime(span, prompt, after))
                    .min(Comparator.comparingDouble(
                            span -> result.found() ? Math.abs(span.onset() - result.start()) : span.onset()));
            reached = done.map(ActionSpan::onset).orElse(reached);
            scores.add(new ActionScore(
                    prompt.action(),
                    done.isPresent(),
                    result.found(),
                    done.isPresent() && result.found()
                            ? result.start() - done.get().onset()
                            : null));
        }
        return scores;
    }

    private static boolean isInTime(ActionSpan span, Prompt prompt, double after) {
        Prompt.Window window = prompt.window();
        return window == null
                ? span.onset() > after
                : span.onset() >= window.start() - EARLY
                        && span.onset() <= window.end()
                        && span.peak() <= window.end() + LATE;
    }
}
