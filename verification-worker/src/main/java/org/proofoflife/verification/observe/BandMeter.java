package org.proofoflife.verification.observe;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.proofoflife.verification.facts.FaceFacts.Box;

/**
 * Looks for the bands that wander over a filmed screen when its refresh and the camera's shutter are out of step: level
 * strips beside the face that become brighter and darker apart from one another. Exposure and clouds change all alike.
 */
final class BandMeter {

    private static final int STRIPS = 6;
    /** The face and what moves with it are left out, shares of the face's width. */
    private static final double BESIDE = 0.3;
    /** Seconds between two measurements, and up to which they are compared. */
    private static final double SPACING = 0.19;

    private static final double LONGEST = 0.65;
    /** Steps between samples over the picture's width. */
    private static final int STEPS = 53;

    private static final int FEWEST_SAMPLES = 30;
    private static final int FEWEST_STRIPS = 4;
    /** Shades below which a change of one is a large share of nothing. */
    private static final double DARK = 12;

    private double[] before = {};
    private double measuredAt = Double.NEGATIVE_INFINITY;

    /** RMS over the strips of the relative change that is theirs alone; null where there is nothing to compare. */
    @Nullable
    Double measure(Picture picture, Box face) {
        double pause = picture.time() - measuredAt;
        if (pause < SPACING) {
            return null;
        }
        double[] now = strips(picture, face);
        double[] last = before;
        before = now;
        measuredAt = picture.time();
        return last.length == 0 || pause > LONGEST ? null : apart(last, now);
    }

    private static @Nullable Double apart(double[] last, double[] now) {
        double[] changes = new double[STRIPS];
        Arrays.setAll(changes, strip -> Math.log(now[strip] / last[strip]));
        changes = Arrays.stream(changes).filter(Double::isFinite).toArray();
        if (changes.length < FEWEST_STRIPS) {
            return null;
        }
        double common = Arrays.stream(changes).average().orElse(0);
        double squares = Arrays.stream(changes)
                .map(change -> (change - common) * (change - common))
                .sum();
        return Math.sqrt(squares / changes.length);
    }

    /** Mean shade of each strip, from the top; NaN where it is hidden by the face or dark. */
    private static double[] strips(Picture picture, Box face) {
        double[] sums = new double[STRIPS];
        int[] counts = new int[STRIPS];
        double step = picture.width() / (double) STEPS;
        double left = face.x() - BESIDE * face.width();
        double right = face.x() + (1 + BESIDE) * face.width();
        for (double y = step / 2; y < picture.height(); y += step) {
            int strip = (int) (STRIPS * y / picture.height());
            for (double x = step / 2; x < picture.width(); x += step) {
                if (x < left || x > right) {
                    sums[strip] += picture.shadeAt(x, y);
                    counts[strip]++;
                }
            }
        }
        double[] means = new double[STRIPS];
        Arrays.setAll(means, strip -> {
            double mean = sums[strip] / counts[strip];
            return counts[strip] < FEWEST_SAMPLES || mean < DARK ? Double.NaN : mean;
        });
        return means;
    }
}
