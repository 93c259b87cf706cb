package org.proofoflife.verification.judge;

import org.proofoflife.verification.judge.policy.Policy;

/**
 * Looks for a face that is held still by no living muscle. A picture that stands has noise and may be shaken, so that
 * its pixels change; what the mesh reads of it does not.
 */
final class RestSearch {

    /** What the mesh trembles on a still picture with noise and a shaking camera: degrees, and shares of the features. */
    private static final double ANGLE = 1.0;

    private static final double ROLL = 0.6;
    private static final double EYES = 0.03;
    private static final double MOUTH = 0.02;
    private static final double STEP = 0.5;
    private static final double TAIL = 0.05;

    private final Policy.Liveness policy;

    RestSearch(Policy.Liveness policy) {
        this.policy = policy;
    }

    /** The calmest stretch of the policy's length; by itself a reason to look, because some people sit very still. */
    Component calmest(Track track) {
        double calmest = Double.NaN;
        double last = track.yaw().time(track.yaw().size() - 1) - policy.restSeconds();
        for (double from = track.yaw().start(); from <= last; from += STEP) {
            double movement = movement(track, from, from + policy.restSeconds());
            calmest = Double.isNaN(calmest) ? movement : Math.min(calmest, movement);
        }
        return new Component(
                "calmestStretch",
                calmest,
                policy.restTrembling(),
                calmest < policy.restTrembling() ? Component.DOUBT : 1);
    }

    /** Largest range of all channels, each over what the mesh trembles; infinite where the face is out of sight. */
    private static double movement(Track track, double from, double to) {
        double movement = range(track.yaw(), from, to) / ANGLE;
        movement = Math.max(movement, range(track.pitch(), from, to) / ANGLE);
        movement = Math.max(movement, range(track.roll(), from, to) / ROLL);
        movement = Math.max(movement, range(track.eyes(), from, to) / EYES);
        movement = Math.max(movement, range(track.mouth(), from, to) / MOUTH);
        return Double.isNaN(movement) ? Double.POSITIVE_INFINITY : movement;
    }

    private static double range(Curve curve, double from, double to) {
        double[] values = curve.between(from, to);
        return Stats.quantile(1 - TAIL, values) - Stats.quantile(TAIL, values);
    }
}
