package org.proofoflife.verification.judge;

import org.proofoflife.verification.judge.policy.Policy;

/**
 * The person's own straight look: every action is measured from here.
 *
 * @param spread how unsteady the frontal start was, degrees
 */
record Neutral(double yaw, double pitch, double roll, double spread) {

    /** @param firstPrompt seconds of the first prompt; infinite when there are no windows */
    static Neutral of(Track track, double firstPrompt, Policy.ChallengeRules rules) {
        double start = track.frames().isEmpty() ? 0 : track.frames().get(0).time();
        double end =
                Math.min(start + rules.frontalSeconds(), Math.max(firstPrompt, start + rules.frontalSeconds() / 2));
        double[] yaw = track.yaw().between(start, end);
        double[] pitch = track.pitch().between(start, end);
        double spread = Math.max(Stats.deviation(yaw), Stats.deviation(pitch));
        double roll = Stats.median(track.roll().between(start, end));
        double modeYaw = Stats.mode(track.yaw().values());
        double modePitch = Stats.mode(track.pitch().values());
        // A start that was not calm, or that the person never came back to, says nothing about their straight look.
        boolean usable = spread <= rules.steadyAngle()
                && Math.abs(Stats.median(yaw))
                        <= Math.abs(modeYaw) + rules.yaw().begins();
        return usable
                ? new Neutral(Stats.median(yaw), Stats.median(pitch), zeroIfNaN(roll), spread)
                : new Neutral(zeroIfNaN(modeYaw), zeroIfNaN(modePitch), zeroIfNaN(roll), zeroIfNaN(spread));
    }

    private static double zeroIfNaN(double value) {
        return Double.isNaN(value) ? 0 : value;
    }
}
