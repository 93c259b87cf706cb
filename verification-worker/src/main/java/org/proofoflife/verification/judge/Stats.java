package org.proofoflife.verification.judge;

import java.util.Arrays;
import java.util.Collection;

/** Robust statistics over small samples; NaN for an empty one. */
final class Stats {

    private Stats() {}

    static double median(double... values) {
        return quantile(0.5, values);
    }

    static double median(Collection<Double> values) {
        return quantile(0.5, values);
    }

    static double quantile(double share, Collection<Double> values) {
        return quantile(share, values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Linear between order statistics. NaN values are left out. */
    static double quantile(double share, double... values) {
        double[] sorted = sorted(values);
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** Median absolute deviation from the median. */
    static double deviation(double... values) {
        double middle = median(values);
        return median(Arrays.stream(values).map(v -> Math.abs(v - middle)).toArray());
    }

    /** Centre of the shortest stretch that holds half of the values, halved again and again: the mode. */
    static double mode(double... values) {
        double[] sorted = sorted(values);
        int from = 0;
        int size = sorted.length;
        if (size == 0) {
            return Double.NaN;
        }
        while (size > 3) {
            int half = (size + 1) / 2;
            int best = from;
            for (int i = from; i + half <= from + size; i++) {
                if (sorted[i + half - 1] - sorted[i] < sorted[best + half - 1] - sorted[best]) {
                    best = i;
                }
            }
            from = best;
            size = half;
        }
        return median(Arrays.copyOfRange(sorted, from, from + size));
    }

    /** A loop, because a judgement sorts thousands of times and a stream costs more than sorting does. */
    private static double[] sorted(double... values) {
        double[] finite = new double[values.length];
        int count = 0;
        for (double value : values) {
            if (Double.isFinite(value)) {
                finite[count++] = value;
            }
        }
        Arrays.sort(finite, 0, count);
        return Arrays.copyOf(finite, count);
    }

    static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
