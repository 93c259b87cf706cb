package org.proofoflife.ops.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Error rates of a comparison over every threshold (detection error trade-off, ISO/IEC 19795-1).
 *
 * @param points one a threshold, ascending
 * @param equalErrorRate where both rates meet; null without comparisons of either kind
 */
record Det(
        int mated,
        int nonMated,
        List<Point> points,
        @Nullable Double equalErrorRate) {

    /**
     * A rate is null where nothing was there to measure it on.
     *
     * @param fmr share of non-mated scores at or above the threshold
     * @param fnmr share of mated ones below
     */
    record Point(
            double threshold,
            @Nullable Double fmr,
            @Nullable Double fnmr) {}

    static Det of(List<Double> mated, List<Double> nonMated) {
        List<Double> thresholds = new ArrayList<>(mated);
        thresholds.addAll(nonMated);
        thresholds.add(Double.MAX_VALUE);
        List<Point> points = new ArrayList<>();
        double best = Double.POSITIVE_INFINITY;
        Double equal = null;
        for (double threshold : thresholds.stream().sorted().distinct().toList()) {
            Point point = at(threshold, mated, nonMated);
            points.add(point);
            Double fmr = point.fmr();
            Double fnmr = point.fnmr();
            if (fmr != null && fnmr != null && Math.abs(fmr - fnmr) < best) {
                best = Math.abs(fmr - fnmr);
                equal = (fmr + fnmr) / 2;
            }
        }
        return new Det(mated.size(), nonMated.size(), points, equal);
    }

    /** Rates at a fixed threshold. */
    static Point at(double threshold, List<Double> mated, List<Double> nonMated) {
        return new Point(
                threshold, share(nonMated, score -> score >= threshold), share(mated, score -> score < threshold));
    }

    private static @Nullable Double share(List<Double> scores, Predicate<Double> which) {
        return scores.isEmpty() ? null : (double) scores.stream().filter(which).count() / scores.size();
    }
}
