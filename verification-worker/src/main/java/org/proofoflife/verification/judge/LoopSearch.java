package org.proofoflife.verification.judge;

import java.util.List;
import org.proofoflife.verification.judge.policy.Policy;

/** Looks for a stretch of movement that comes again later, forwards or backwards, more exactly than a person can repeat it. */
final class LoopSearch {

    /** Seconds between the lags tried and between the samples compared. */
    private static final double STRIDE = 0.04;

    /** Seconds between a stretch and its reverse at least: about the turn itself every movement is its own reverse. */
    private static final double TURN = 0.4;

    private final Policy.Loop loop;
    private final double motion;

    /** @param motion least movement that makes the comparison meaningful, degrees RMS */
    LoopSearch(Policy.Loop loop, double motion) {
        this.loop = loop;
        this.motion = motion;
    }

    /** Seconds of a stretch that comes again, 0 when there is none. */
    double repeated(List<Curve> channels) {
        return search(channels, 1);
    }

    /** Seconds of a stretch that comes again backwards, 0 when there is none. */
    double reversed(List<Curve> channels) {
        return search(channels, -1);
    }

    private double search(List<Curve> channels, int step) {
        int stride = (int) Math.round(STRIDE / Curve.STEP);
        int count = channels.get(0).size() / stride;
        int window = (int) Math.round(loop.seconds() / STRIDE);
        double[][] values = new double[channels.size()][count];
        for (int c = 0; c < values.length; c++) {
            for (int i = 0; i < count; i++) {
                values[c][i] =
                        i * stride < channels.get(c).size() ? channels.get(c).values()[i * stride] : Double.NaN;
            }
        }
        int gap = step > 0 ? 0 : (int) Math.round(TURN / STRIDE);
        for (int from = 0; from + window <= count; from += window / 4) {
            double moved = moved(values, from, window);
            if (step > 0 && !isWhole(values, from, window, moved)) {
                continue;
            }
            for (int again = from + window + gap; again + window <= count; again++) {
                if (repeats(values, from, step > 0 ? again : again + window - 1, step, window, moved)) {
                    return loop.seconds();
                }
            }
        }
        return 0;
    }

    /**
     * Whether a movement comes back to where it began. The beginning of a turn is like that of any other, so that it tells
     * nothing when it comes again after a like rest.
     */
    private static boolean isWhole(double[][] values, int from, int window, double moved) {
        double apart = 0;
        for (double[] channel : values) {
            double difference = channel[from + window - 1] - channel[from];
            apart += difference * difference;
        }
        return apart <= moved / window;
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

    /** @param again where the first sample comes again; @param step 1 = the others after it, -1 = before it */
    private boolean repeats(double[][] values, int from, int again, int step, int window, double moved) {
        // A gap makes it NaN and the comparison false.
        if (!(moved / window >= motion * motion)) {
            return false;
        }
        double allowed =
                Math.min((1 - loop.explained()) * moved, loop.residual() * loop.residual() * window * values.length);
        double differed = 0;
        for (int i = 0; i < window; i++) {
            for (double[] channel : values) {
                double difference = channel[from + i] - channel[again + step * i];
                differed += difference * difference;
            }
            // Most stretches differ from the first samples on.
            if (!(differed <= allowed)) {
                return false;
            }
        }
        return true;
    }
}
