package org.proofoflife.verification;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proofoflife.verification.facts.Observation;
import org.proofoflife.verification.judge.Judgement;

/**
 * A judged clip.
 *
 * @param judgement the decision
 * @param observation what it was made from; empty of frames when the clip could not be decoded
 * @param keyFrames pictures for the evidence
 * @param face the most frontal face of the clip; null where none was frontal enough to compare
 */
public record Verification(
        Judgement judgement,
        Observation observation,
        List<KeyFrame> keyFrames,
        @Nullable FaceTemplate face) {

    /** @param time seconds; @param role e.g. NEUTRAL, BEST_MATCH, TURN_LEFT; @param jpeg upright picture */
    public record KeyFrame(double time, String role, byte[] jpeg) {}
}
