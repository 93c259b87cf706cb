package org.proofoflife.verification.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.proofoflife.verification.facts.FaceFacts;
import org.proofoflife.verification.facts.FrameFacts;
import org.proofoflife.verification.judge.policy.Policy;

/**
 * Looks for joints of material recorded apart: for one frame alone the whole picture changes and the face stands
 * elsewhere. A fast movement changes several frames, a lamp switched on does not move the face.
 */
final class CutSearch {

    /**
     * A longer pause between two frames than between their neighbours explains a larger step, in proportion; beyond this
     * ratio, which is that of the densities at which a clip is looked at, nothing is told.
     */
    private static final double STEADY_CLOCK = 3.3;

    private final Policy.Continuity policy;

    CutSearch(Policy.Continuity policy) {
        this.policy = policy;
    }

    /** Times of the first frames after a joint. */
    List<Double> cuts(List<FrameFacts> frames) {
        List<Double> cuts = new ArrayList<>();
        for (int i = 2; i + 1 < frames.size(); i++) {
            FrameFacts frame = frames.get(i);
            double slower = slower(frames, i);
            double calm = slower
                    * Math.max(frames.get(i - 1).difference(), frames.get(i + 1).difference());
            boolean sudden = frame.difference() >= policy.cutDifference()
                    && frame.difference() >= policy.cutRatio() * calm
                    && slower <= STEADY_CLOCK;
            double leap = leap(frames, i);
            // Not where a camera sets its exposure anew while the head moves: there is little of both.
            if (sudden
                    && leap >= policy.cutLeap()
                    && leap >= policy.cutRatio() / 2 * slower * around(frames, i)
                    && leap * frame.difference() >= policy.cutEvidence() * calm) {
                cuts.add(frame.time());
            }
        }
        return cuts;
    }

    /** How often the picture is another and the face elsewhere after a pause too long to tell a joint from a movement. */
    int behindPauses(List<FrameFacts> frames) {
        return (int) IntStream.range(2, Math.max(2, frames.size() - 1))
                .filter(i -> slower(frames, i) > STEADY_CLOCK
                        && frames.get(i).difference() >= policy.cutDifference()
                        && leap(frames, i) >= policy.cutLeap())
                .count();
    }

    /** How many times as long as its neighbours the pause before a frame is, at least 1. */
    private static double slower(List<FrameFacts> frames, int index) {
        return Math.max(1, pause(frames, index) / Math.min(pause(frames, index - 1), pause(frames, index + 1)));
    }

    private static double around(List<FrameFacts> frames, int index) {
        return Math.max(leap(frames, index - 1), leap(frames, index + 1));
    }

    private static double pause(List<FrameFacts> frames, int index) {
        return frames.get(index).time() - frames.get(index - 1).time();
    }

    /** Since the frame before; 0 without a face. */
    private static double leap(List<FrameFacts> frames, int index) {
        FaceFacts before = frames.get(index - 1).face();
        FaceFacts after = frames.get(index).face();
        return before == null || after == null ? 0 : leap(before, after);
    }

    /** How far the face moved or grew, inter-ocular distances. */
    static double leap(FaceFacts before, FaceFacts after) {
        double x = after.box().x()
                + after.box().width() / 2
                - before.box().x()
                - before.box().width() / 2;
        double y = after.box().y()
                + after.box().height() / 2
                - before.box().y()
                - before.box().height() / 2;
        double grown = Math.abs(after.interOcular() - before.interOcular());
        return Math.max(Math.hypot(x, y), grown) / before.interOcular();
    }
}
