package org.proofoflife.verification.model;

import java.nio.DoubleBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** Rotation, scale and shift in the plane: x' = a x - b y + tx, y' = b x + a y + ty. */
record Similarity(double a, double b, double tx, double ty) {

    /** The least-squares fit that takes points (x, y pairs) to their targets. */
    static Similarity fit(double[] from, double[] to) {
        int points = from.length / 2;
        double fromX = 0;
        double fromY = 0;
        double toX = 0;
        double toY = 0;
        for (int at = 0; at < from.length; at += 2) {
            fromX += from[at] / points;
            fromY += from[at + 1] / points;
            toX += to[at] / points;
            toY += to[at + 1] / points;
        }
        double dot = 0;
        double cross = 0;
        double spread = 0;
        for (int at = 0; at < from.length; at += 2) {
            double x = from[at] - fromX;
            double y = from[at + 1] - fromY;
            double u = to[at] - toX;
            double v = to[at + 1] - toY;
            dot += x * u + y * v;
            cross += x * v - y * u;
            spread += x * x + y * y;
        }
        double a = spread > 0 ? dot / spread : 1;
        double b = spread > 0 ? cross / spread : 0;
        return new Similarity(a, b, toX - a * fromX + b * fromY, toY - b * fromX - a * fromY);
    }

    /** As OpenCV's warpAffine takes it. */
    Mat matrix() {
        Mat affine = new Mat(2, 3, opencv_core.CV_64F);
        DoubleBuffer values = affine.createBuffer();
        values.put(new double[] {a, -b, tx, b, a, ty});
        return affine;
    }
}
