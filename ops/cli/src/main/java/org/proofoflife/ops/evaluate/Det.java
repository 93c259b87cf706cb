package org.proofoflife.ops.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * Error rates of a comparison over every threshold (detection error trade-off, ISO/IEC 19795-1).
 *
 * @param points one a threshold, ascending
 * @param equalErrorRate where both rates meet
 */
record Det(int mated, int nonMated, List<Point> points, double equalErrorRate) {

    /** @param fmr share of non-mated scores at or above the threshold; @param fnmr share of mated ones below */
    record Point(double threshold, double fmr, double fnmr) {}

    static Det of(List<Double> mated, List<Double> nonMated) {
        List<Double> thresholds = new ArrayList<>(mated);
        thresholds.addAll(nonMated);
        thresholds.add(Double.MAX_VALUE);
        List<Point> points = new ArrayList<>();
        double best = Double.POSITIVE_INFINITY;
        double equal = Double.NaN;
        for (double threshold : thresholds.stream().sorted().distinct().toList()) {
            Point point = new Point(threshold, atLeast(nonMated, threshold), 1 - atLeast(mated, threshold));
            points.add(point);
            if (!mated.isEmpty() && !nonMated.isEmpty() && Math.abs(point.fmr - point.fnmr) < best) {
                best = Math.abs(point.fmr - point.fnmr);
                equal = (point.fmr + point.fnmr) / 2;
            }
        }
        return new Det(mated.size(), nonMated.size(), points, equal);
    }

    /** Rates at a fixed threshold. */
    static Point at(double threshold, List<Double> mated, List<Double> nonMated) {
        return new Point(threshold, atLeast(nonMated, threshold), 1 - atLeast(mated, threshold));
    }

    private static double atLeast(List<Double> scores, double threshold) {
        return scores.isEmpty()
                ? Double.NaN
                : (double) scores.stream().filter(score -> score >= threshold).count() / scores.size();
    }
}
