package org.proofoflife.verification.judge;

import java.util.List;
import org.proofoflife.verification.judge.policy.Policy;

/** Looks for a stretch of movement that comes again at some later time more exactly than a person can repeat it. */
final class LoopSearch {

    /** Seconds between the lags tried and between the samples compared. */
    private static final double STRIDE = 0.04;

    private final Policy.Liveness policy;
    private final double explained;
    private final double residual;

    /** @param explained least share of the movement that comes again; @param residual largest difference, degrees RMS */
    LoopSearch(Policy.Liveness policy, double explained, double residual) {
        this.policy = policy;
        this.explained = explained;
        this.residual = residual;
    }

    /** Seconds of the longest repeated stretch, 0 when there is none. */
    double longest(List<Curve> channels) {
        int stride = (int) Math.round(STRIDE / Curve.STEP);
        int count = channels.get(0).size() / stride;
        int window = (int) Math.round(policy.loopSeconds() / STRIDE);
        double[][] values = new double[channels.size()][count];
        for (int c = 0; c < values.length; c++) {
            for (int i = 0; i < count; i++) {
                values[c][i] =
                        i * stride < channels.get(c).size() ? channels.get(c).values()[i * stride] : Double.NaN;
            }
        }
        double longest = 0;
        for (int lag = window; lag + window <= count; lag++) {
            longest = Math.max(longest, atLag(values, count, lag, window) * STRIDE);
        }
        return longest;
    }

    private int atLag(double[][] values, int count, int lag, int window) {
        int longest = 0;
        for (int from = 0; from + lag + window <= count; from += window / 4) {
            if (repeats(values, from, lag, window)) {
                longest = Math.max(longest, window);
            }
        }
        return longest;
    }

    private boolean repeats(double[][] values, int from, int lag, int window) {
        double moved = 0;
        double differed = 0;
        for (double[] channel : values) {
            double mean = 0;
            for (int i = from; i < from + window; i++) {
                mean += channel[i] / window;
            }
            for (int i = from; i < from + window; i++) {
                moved += (channel[i] - mean) * (channel[i] - mean);
                differed += (channel[i] - channel[i + lag]) * (channel[i] - channel[i + lag]);
            }
        }
        // A gap makes both NaN and the comparison false.
        return moved / window >= policy.loopMotion() * policy.loopMotion()
                && differed <= (1 - explained) * moved
                && differed <= residual * residual * window * values.length;
    }
}
