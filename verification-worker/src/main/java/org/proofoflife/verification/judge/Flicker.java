package org.proofoflife.verification.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.proofoflife.verification.facts.FaceFacts;
import org.proofoflife.verification.facts.FrameFacts;
import org.proofoflife.verification.judge.policy.Policy;

/**
 * The brightness of a face goes up and down without the head turning, or bands wander over the picture, when a screen's
 * refresh and the camera's shutter are out of step. Some lamps do the same to living people, so that it is a reason to
 * look and no more.
 */
final class Flicker {

    /** Seconds and degrees within which two measurements of a face should be alike. */
    private static final double NEAR = 1.0;

    private static final double SAME_POSE = 4;
    private static final int FEWEST = 8;
    private static final double MOSTLY = 0.25;

    private final Policy.Liveness policy;

    Flicker(Policy.Liveness policy) {
        this.policy = policy;
    }

    List<Component> of(Track track) {
        return List.of(whole(track), bands(track));
    }

    /** Exceeded most of the time, while what moves beside the face comes and goes. */
    private Component bands(Track track) {
        List<Double> changes = new ArrayList<>();
        track.frames().stream()
                .map(frame -> frame.scene().bands())
                .filter(Objects::nonNull)
                .forEach(changes::add);
        double change = changes.size() < FEWEST ? Double.NaN : Stats.quantile(MOSTLY, changes);
        return new Component("bands", change, policy.bands(), change >= policy.bands() ? Component.DOUBT : 1);
    }

    private Component whole(Track track) {
        List<Double> changes = new ArrayList<>();
        FrameFacts before = null;
        for (FrameFacts frame : track.frames()) {
            // Light is not measured on every frame; in between the last value holds.
            if (before != null && exposure(frame) == exposure(before)) {
                continue;
            }
            if (before != null && frame.time() - before.time() <= NEAR && isAlike(before, frame)) {
                changes.add(Math.abs(exposure(frame) - exposure(before)) / (exposure(frame) + exposure(before)) * 2);
            }
            before = frame;
        }
        double change = changes.size() < FEWEST ? Double.NaN : Stats.median(changes);
        double score = Double.isNaN(change) ? 1 : policy.flicker().score(change);
        return new Component("flicker", change, policy.flicker().pass(), Math.max(Component.DOUBT, score));
    }

    private static double exposure(FrameFacts frame) {
        return Track.face(frame).quality().exposure();
    }

    private static boolean isAlike(FrameFacts one, FrameFacts other) {
        FaceFacts.Pose a = Track.face(one).pose();
        FaceFacts.Pose b = Track.face(other).pose();
        return Math.abs(a.yaw() - b.yaw()) <= SAME_POSE && Math.abs(a.pitch() - b.pitch()) <= SAME_POSE;
    }
}
