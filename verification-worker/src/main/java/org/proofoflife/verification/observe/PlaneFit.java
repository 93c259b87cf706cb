package org.proofoflife.verification.observe;

import static org.bytedeco.opencv.global.opencv_calib3d.findHomography;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;

/** How well a plane, or the same picture shifted and zoomed, explains where points went. Pairs are x, y from and to. */
final class PlaneFit {

    private PlaneFit() {}

    /** Distances of the pairs from the homography that fits them best; empty if there is none. */
    static double[] errors(double[][] pairs) {
        try (Mat from = points(pairs, 0);
                Mat to = points(pairs, 2);
                Mat homography = findHomography(from, to)) {
            if (homography.empty()) {
                return new double[0];
            }
            DoubleBuffer h = homography.createBuffer();
            return Arrays.stream(pairs)
                    .mapToDouble(pair -> {
                        double w = h.get(6) * pair[0] + h.get(7) * pair[1] + h.get(8);
                        double x = (h.get(0) * pair[0] + h.get(1) * pair[1] + h.get(2)) / w;
                        double y = (h.get(3) * pair[0] + h.get(4) * pair[1] + h.get(5)) / w;
                        return Math.hypot(x - pair[2], y - pair[3]);
                    })
                    .toArray();
        }
    }

    static double rms(double[] lengths) {
        return Math.sqrt(Arrays.stream(lengths).map(e -> e * e).average().orElse(0));
    }

    /** Distances from the similarity that fits best (least squares over complex numbers: a turn and a zoom are one). */
    static double[] deformations(double[][] pairs) {
        double[] mean = new double[4];
        for (double[] pair : pairs) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += pair[k] / pairs.length;
            }
        }
        double re = 0;
        double im = 0;
        double norm = 0;
        for (double[] pair : pairs) {
            double x = pair[0] - mean[0];
            double y = pair[1] - mean[1];
            re += x * (pair[2] - mean[2]) + y * (pair[3] - mean[3]);
            im += x * (pair[3] - mean[3]) - y * (pair[2] - mean[2]);
            norm += x * x + y * y;
        }
        double cos = re / norm;
        double sin = im / norm;
        return Arrays.stream(pairs)
                .mapToDouble(pair -> {
                    double x = pair[0] - mean[0];
                    double y = pair[1] - mean[1];
                    return Math.hypot(cos * x - sin * y - pair[2] + mean[2], sin * x + cos * y - pair[3] + mean[3]);
                })
                .toArray();
    }

    private static Mat points(double[][] pairs, int offset) {
        Mat points = new Mat(pairs.length, 1, CV_32FC2);
        FloatBuffer values = points.createBuffer();
        for (double[] pair : pairs) {
            values.put((float) pair[offset]).put((float) pair[offset + 1]);
        }
        return points;
    }
}
