package org.proofoflife.verification.judge;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.Action;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.certification.Prompt;

/**
 * The decision on one clip and what carries it.
 *
 * @param outcome the one answer
 * @param reasons every code that speaks against certification, the weightiest first; empty when certified
 * @param axes one entry per axis judged
 * @param actions the actions found, matched to the prompts
 * @param policyVersion of the thresholds used
 */
public record Judgement(
        OutcomeCode outcome,
        List<OutcomeCode> reasons,
        List<AxisResult> axes,
        List<ActionResult> actions,
        String policyVersion) {

    /** Whether the face was found to be the enrolled one; not in doubt, and measured at all. */
    public static boolean isFaceMatched(List<AxisResult> axes) {
        return axes.stream().anyMatch(result -> result.axis() == Axis.MATCH && result.band() == Band.PASS);
    }

    public enum Axis {
        QUALITY,
        CHALLENGE,
        LIVENESS,
        CONTINUITY,
        MATCH
    }

    public enum Band {
        PASS,
        REVIEW,
        FAIL
    }

    /**
     * @param score 0 (worst) to 1 (best)
     * @param reasons codes of this axis, the weightiest first; after those that refuse, QUALITY's advice stands, also when
     *     it passes
     * @param signals named measurements that the score was made of
     * @param frames times in seconds of the frames that carry it
     */
    public record AxisResult(
            Axis axis, double score, Band band, List<OutcomeCode> reasons, List<Signal> signals, List<Double> frames) {}

    /**
     * One named measurement.
     *
     * @param value null where the clip did not let it be measured
     * @param threshold it was held against, null where it is only informative
     */
    public record Signal(
            String name, @Nullable Double value, @Nullable Double threshold) {

        /** @param value not finite where it could not be measured */
        static Signal of(String name, double value, @Nullable Double threshold) {
            return new Signal(name, Double.isFinite(value) ? value : null, threshold);
        }
    }

    /**
     * @param prompt index into the challenge, -1 for an action nobody asked for
     * @param window in which it was looked for: as issued, moved to when the prompt was shown as far as that is believed; null
     *     where the challenge names none and for what nobody asked for
     * @param found whether it was seen where it was asked for
     * @param start seconds; with peak and end meaningful only when found
     */
    public record ActionResult(
            int prompt,
            Action action,
            Prompt.@Nullable Window window,
            boolean found,
            double start,
            double peak,
            double end) {}
}
