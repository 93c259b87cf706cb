package org.proofoflife.verification.observe;

import static org.bytedeco.opencv.global.opencv_calib3d.findHomography;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.bytedeco.opencv.opencv_core.Mat;

/** How well a plane, or the same picture shifted and zoomed, explains where points went. */
final class PlaneFit {

    static {
        OpenCv.load();
    }

    private PlaneFit() {}

    /** Distances of the pairs from the homography that fits them best; empty if there is none. */
    static double[] errors(Followed[] pairs) {
        try (Mat from = points(pairs, Followed::x, Followed::y);
                Mat to = points(pairs, Followed::toX, Followed::toY);
                Mat homography = findHomography(from, to)) {
            if (homography.empty()) {
                return new double[0];
            }
            DoubleBuffer h = homography.createBuffer();
            return Arrays.stream(pairs)
                    .mapToDouble(pair -> {
                        double w = h.get(6) * pair.x() + h.get(7) * pair.y() + h.get(8);
                        double x = (h.get(0) * pair.x() + h.get(1) * pair.y() + h.get(2)) / w;
                        double y = (h.get(3) * pair.x() + h.get(4) * pair.y() + h.get(5)) / w;
                        return Math.hypot(x - pair.toX(), y - pair.toY());
                    })
                    .toArray();
        }
    }

    static double rms(double[] lengths) {
        return Math.sqrt(Arrays.stream(lengths).map(e -> e * e).average().orElse(0));
    }

    /** Distances from the similarity that fits best (least squares over complex numbers: a turn and a zoom are one). */
    static double[] deformations(Followed[] pairs) {
        double meanX = mean(pairs, Followed::x);
        double meanY = mean(pairs, Followed::y);
        double meanToX = mean(pairs, Followed::toX);
        double meanToY = mean(pairs, Followed::toY);
        double re = 0;
        double im = 0;
        double norm = 0;
        for (Followed pair : pairs) {
            double x = pair.x() - meanX;
            double y = pair.y() - meanY;
            re += x * (pair.toX() - meanToX) + y * (pair.toY() - meanToY);
            im += x * (pair.toY() - meanToY) - y * (pair.toX() - meanToX);
            norm += x * x + y * y;
        }
        double cos = re / norm;
        double sin = im / norm;
        return Arrays.stream(pairs)
                .mapToDouble(pair -> {
                    double x = pair.x() - meanX;
                    double y = pair.y() - meanY;
                    return Math.hypot(
                            cos * x - sin * y - pair.toX() + meanToX, sin * x + cos * y - pair.toY() + meanToY);
                })
                .toArray();
    }

    private static double mean(Followed[] pairs, ToDoubleFunction<Followed> coordinate) {
        return Arrays.stream(pairs).mapToDouble(coordinate).average().orElse(0);
    }

    private static Mat points(Followed[] pairs, ToDoubleFunction<Followed> x, ToDoubleFunction<Followed> y) {
        Mat points = new Mat(pairs.length, 1, CV_32FC2);
        FloatBuffer values = points.createBuffer();
        for (Followed pair : pairs) {
            values.put((float) x.applyAsDouble(pair)).put((float) y.applyAsDouble(pair));
        }
        return points;
    }
}
