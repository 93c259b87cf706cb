package org.proofoflife.verification.observe;

import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.DECOMP_CHOLESKY;
import static org.bytedeco.opencv.global.opencv_core.DECOMP_NORMAL;
import static org.bytedeco.opencv.global.opencv_core.invert;
import static org.bytedeco.opencv.global.opencv_core.mulTransposed;
import static org.bytedeco.opencv.global.opencv_core.solve;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;
import org.proofoflife.verification.facts.FaceFacts.Relief;

/**
 * Tells a head from a sheet that is bent like one. Where the points of a smooth sheet go as it turns is a quadratic of where
 * they were; the nose of a head goes further, by as much as it stands out. Robust regression (iteratively reweighted least
 * squares with Huber's weights; Huber, Robust Statistics, 1981) of where the corners went on that quadratic and their depth.
 */
final class ReliefFit {

    private static final int TERMS = 7;
    private static final int DEPTH = TERMS - 1;
    private static final int ROUNDS = 6;
    /** Residuals beyond so many standard deviations count less. */
    private static final double TUNING = 1.5;
    /** Median absolute deviation to standard deviation. */
    private static final double NORMAL = 1.4826;

    private static final double LEAST = 1e-4;
    /** What the fit cannot know of its error: the shape of the mesh, the slip of corners. */
    private static final double SLIP = 0.01;
    /** The further the head turns, the more corners slip along edges that hide what is behind them; degrees. */
    private static final double SLIPPERY = 12;

    private ReliefFit() {}

    /**
     * A corner, in inter-ocular distances.
     *
     * @param z depth in the neutral frame, towards the camera negative
     */
    record Corner(double x, double y, double z, double toX, double toY) {}

    /**
     * How far a unit of depth goes.
     *
     * @param error standard error of either
     */
    private record Shift(double across, double down, double error) {}

    /**
     * @param yaw from the neutral frame, degrees
     * @param pitch likewise
     * @return null where the corners tell nothing
     */
    static @Nullable Relief of(Corner[] corners, double yaw, double pitch) {
        double[] weights = new double[corners.length];
        double[] residuals = new double[corners.length];
        Arrays.fill(weights, 1);
        Shift shift = fit(corners, weights, residuals);
        for (int round = 1; round < ROUNDS; round++) {
            double spread = Math.max(LEAST, NORMAL * Median.of(residuals));
            for (int i = 0; i < weights.length; i++) {
                weights[i] = Math.min(1, TUNING * spread / Math.max(LEAST, residuals[i]));
            }
            shift = fit(corners, weights, residuals);
        }
        double across = -Math.sin(Math.toRadians(yaw));
        double down = -Math.sin(Math.toRadians(pitch));
        double turn = Math.hypot(across, down);
        double slip = Math.max(1, Math.pow(Math.hypot(yaw, pitch) / SLIPPERY, 2));
        double error = slip * Math.hypot(shift.error(), SLIP) / turn;
        double share = (shift.across() * across + shift.down() * down) / (turn * turn);
        return Double.isFinite(share) && Double.isFinite(error) ? new Relief(share, error) : null;
    }

    /** Weighted least squares; fills in the residuals. */
    private static Shift fit(Corner[] corners, double[] weights, double[] residuals) {
        try (Mat design = new Mat(corners.length, TERMS, CV_64F);
                Mat went = new Mat(corners.length, 2, CV_64F);
                Mat solution = new Mat();
                Mat gram = new Mat();
                Mat covariance = new Mat()) {
            DoubleBuffer terms = design.createBuffer();
            DoubleBuffer places = went.createBuffer();
            for (int i = 0; i < corners.length; i++) {
                Corner corner = corners[i];
                double root = Math.sqrt(weights[i]);
                double x = corner.x();
                double y = corner.y();
                for (double term : new double[] {1, x, y, x * x, x * y, y * y, corner.z()}) {
                    terms.put(root * term);
                }
                places.put(root * corner.toX()).put(root * corner.toY());
            }
            mulTransposed(design, gram, true);
            if (!solve(design, went, solution, DECOMP_NORMAL | DECOMP_CHOLESKY)
                    || invert(gram, covariance, DECOMP_CHOLESKY) == 0) {
                return new Shift(Double.NaN, Double.NaN, Double.NaN);
            }
            DoubleBuffer b = solution.createBuffer();
            double sum = 0;
            double count = 0;
            for (int i = 0; i < corners.length; i++) {
                double dx = places.get(2 * i);
                double dy = places.get(2 * i + 1);
                for (int k = 0; k < TERMS; k++) {
                    dx -= terms.get(TERMS * i + k) * b.get(2 * k);
                    dy -= terms.get(TERMS * i + k) * b.get(2 * k + 1);
                }
                double squared = dx * dx + dy * dy;
                sum += squared;
                count += weights[i];
                residuals[i] = Math.sqrt(squared / weights[i]);
            }
            double freedom = Math.max(1, 2 * (count - TERMS));
            DoubleBuffer variances = covariance.createBuffer();
            double error = Math.sqrt(sum / freedom * variances.get(DEPTH * TERMS + DEPTH));
            return new Shift(b.get(2 * DEPTH), b.get(2 * DEPTH + 1), error);
        }
    }
}
