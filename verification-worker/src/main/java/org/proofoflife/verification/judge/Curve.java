package org.proofoflife.verification.judge;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/**
 * A signal resampled evenly, so that nothing after it depends on the frame rate. NaN where the face was out of sight.
 *
 * @param start seconds of the first sample
 * @param values one every {@link #STEP} seconds
 */
record Curve(double start, double[] values) {

    /** Seconds between samples. */
    static final double STEP = 0.02;

    /** Longest gap bridged by interpolation, seconds. */
    private static final double MAX_GAP = 0.45;

    /** The same where there is no picture at all: a busy phone stalls, while the head goes on. */
    private static final double MAX_STALL = 1;

    /** @param times ascending; @param values one each, NaN is a gap */
    static Curve of(double[] times, double[] values) {
        if (times.length == 0) {
            return new Curve(0, new double[0]);
        }
        int count = (int) Math.floor((times[times.length - 1] - times[0]) / STEP + 1e-6) + 1;
        double[] even = new double[count];
        Arrays.fill(even, Double.NaN);
        int left = -1;
        for (int i = 0; i < times.length; i++) {
            if (Double.isNaN(values[i])) {
                continue;
            }
            if (left >= 0 && times[i] - times[left] <= (left == i - 1 ? MAX_STALL : MAX_GAP)) {
                int from = (int) Math.ceil((times[left] - times[0]) / STEP - 1e-6);
                for (int k = from; k < count && times[0] + k * STEP <= times[i] + 1e-6; k++) {
                    double share = (times[0] + k * STEP - times[left]) / (times[i] - times[left]);
                    even[k] = values[left] + share * (values[i] - values[left]);
                }
            }
            left = i;
        }
        return new Curve(times[0], even);
    }

    int size() {
        return values.length;
    }

    double time(int index) {
        return start + index * STEP;
    }

    /** Nearest sample, held inside the curve. */
    int index(double time) {
        return Math.max(0, Math.min(size() - 1, (int) Math.round((time - start) / STEP)));
    }

    /** Value of the nearest sample; NaN where nothing was seen. */
    double at(double time) {
        return values[index(time)];
    }

    double[] between(double from, double to) {
        return size() == 0 ? new double[0] : Arrays.copyOfRange(values, index(from), index(to) + 1);
    }

    /** Largest minus smallest value inside; 0 when nothing was seen. */
    double range(double from, double to) {
        double[] part =
                Arrays.stream(between(from, to)).filter(Double::isFinite).toArray();
        return part.length == 0
                ? 0
                : Arrays.stream(part).max().getAsDouble()
                        - Arrays.stream(part).min().getAsDouble();
    }

    /** Seconds around a sample in which the curve stays nearer than {@code distance} to its value. */
    double held(int index, double distance) {
        int from = index;
        while (from > 0 && Math.abs(values[from - 1] - values[index]) < distance) {
            from--;
        }
        int to = index;
        while (to + 1 < size() && Math.abs(values[to + 1] - values[index]) < distance) {
            to++;
        }
        return (to - from + 1) * STEP;
    }

    Curve minus(double level) {
        return new Curve(start, Arrays.stream(values).map(v -> v - level).toArray());
    }

    /** Sample by sample with a curve of the same times. */
    Curve with(Curve other, DoubleBinaryOperator operator) {
        double[] combined = new double[size()];
        Arrays.setAll(combined, i -> operator.applyAsDouble(values[i], other.values[i]));
        return new Curve(start, combined);
    }

    Curve negated() {
        return times(-1);
    }

    Curve times(double factor) {
        return new Curve(start, Arrays.stream(values).map(v -> v * factor).toArray());
    }

    /** Gaussian kernel; gaps stay gaps and do not bleed. */
    Curve smoothed(double sigma) {
        int reach = (int) Math.ceil(3 * sigma / STEP);
        double[] smooth = new double[size()];
        for (int i = 0; i < size(); i++) {
            double sum = 0;
            double weights = 0;
            for (int k = Math.max(0, i - reach); k <= Math.min(size() - 1, i + reach); k++) {
                if (!Double.isNaN(values[k])) {
                    double distance = (k - i) * STEP / sigma;
                    double weight = Math.exp(-distance * distance / 2);
                    sum += weight * values[k];
                    weights += weight;
                }
            }
            smooth[i] = Double.isNaN(values[i]) ? Double.NaN : sum / weights;
        }
        return new Curve(start, smooth);
    }
}
