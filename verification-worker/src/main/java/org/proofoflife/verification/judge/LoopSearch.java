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

    /** Seconds of a stretch that comes again, 0 when there is none. */
    double repeated(List<Curve> channels) {
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
        double[] moved = new double[Math.max(0, count - window + 1)];
        for (int from = 0; from < moved.length; from += window / 4) {
            moved[from] = moved(values, from, window);
        }
        for (int lag = window; lag + window <= count; lag++) {
            for (int from = 0; from + lag + window <= count; from += window / 4) {
                if (repeats(values, from, lag, window, moved[from])) {
                    return window * STRIDE;
                }
            }
        }
        return 0;
    }

    /** Variance of all channels together, times the window; NaN where the face was out of sight. */
    private static double moved(double[][] values, int from, int window) {
        double moved = 0;
        for (double[] channel : values) {
            double mean = 0;
            for (int i = from; i < from + window; i++) {
                mean += channel[i] / window;
            }
            for (int i = from; i < from + window; i++) {
                moved += (channel[i] - mean) * (channel[i] - mean);
            }
        }
        return moved;
    }

    private boolean repeats(double[][] values, int from, int lag, int window, double moved) {
        // A gap makes it NaN and the comparison false.
        if (!(moved / window >= policy.loopMotion() * policy.loopMotion())) {
            return false;
        }
        double allowed = Math.min((1 - explained) * moved, residual * residual * window * values.length);
        double differed = 0;
        for (int i = from; i < from + window; i++) {
            for (double[] channel : values) {
                differed += (channel[i] - channel[i + lag]) * (channel[i] - channel[i + lag]);
            }
            // Most stretches differ from the first samples on.
            if (!(differed <= allowed)) {
                return false;
            }
        }
        return true;
    }
}
