package org.proofoflife.verification.observe;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.DFT_COMPLEX_OUTPUT;
import static org.bytedeco.opencv.global.opencv_core.dft;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_imgproc.createHanningWindow;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.proofoflife.verification.facts.FaceFacts.Box;

/**
 * Looks for the lattice of a photographed screen or print in the face: energy in isolated peaks of the spectrum, away
 * from the axes, where compression and straight edges have theirs, and away from the low frequencies of a face.
 */
final class MoireMeter implements AutoCloseable {

    private static final int SIDE = 128;
    private static final int LOWEST = 14;
    private static final int AXIS = 3;
    /** A peak stands this many times over the median of its ring. */
    private static final double PEAK = 7;

    /** Seconds between two measurements; in between the last one holds. */
    private static final double SPACING = 1.15;

    private final Mat window = new Mat();
    private double measuredAt = Double.NEGATIVE_INFINITY;
    private double last;

    MoireMeter() {
        try (Size size = new Size(SIDE, SIDE)) {
            createHanningWindow(window, size, CV_32F);
        }
    }

    double measure(Picture picture, Box face) {
        if (picture.time() - measuredAt >= SPACING) {
            measuredAt = picture.time();
            last = strength(picture, face);
        }
        return last;
    }

    private double strength(Picture picture, Box face) {
        int x = (int) (face.x() + face.width() / 2 - SIDE / 2.0);
        int y = (int) (face.y() + face.height() / 2 - SIDE / 2.0);
        if (picture.width() < SIDE || picture.height() < SIDE) {
            return 0;
        }
        try (Rect area = new Rect(
                        Math.max(0, Math.min(picture.width() - SIDE, x)),
                        Math.max(0, Math.min(picture.height() - SIDE, y)),
                        SIDE,
                        SIDE);
                Mat part = new Mat(picture.luma(), area);
                Mat real = new Mat();
                Mat spectrum = new Mat()) {
            part.convertTo(real, CV_32F);
            multiply(real, window, real);
            dft(real, spectrum, DFT_COMPLEX_OUTPUT, 0);
            return peaks(energies(spectrum));
        }
    }

    private static double[][] energies(Mat spectrum) {
        FloatBuffer values = spectrum.createBuffer();
        double[][] energies = new double[SIDE / 2][SIDE];
        for (int v = 0; v < SIDE / 2; v++) {
            for (int u = 0; u < SIDE; u++) {
                double re = values.get(2 * (v * SIDE + u));
                double im = values.get(2 * (v * SIDE + u) + 1);
                energies[v][u] = re * re + im * im;
            }
        }
        return energies;
    }

    private static double peaks(double[][] energies) {
        double[][] rings = new double[SIDE][];
        int[] counts = new int[SIDE];
        double total = 0;
        for (int pass = 0; pass < 2; pass++) {
            Arrays.fill(counts, 0);
            for (int v = AXIS; v < SIDE / 2; v++) {
                for (int u = 0; u < SIDE; u++) {
                    int ring = ring(u, v);
                    if (ring >= 0) {
                        if (pass == 1) {
                            rings[ring][counts[ring]] = energies[v][u];
                            total += energies[v][u];
                        }
                        counts[ring]++;
                    }
                }
            }
            for (int ring = 0; pass == 0 && ring < SIDE; ring++) {
                rings[ring] = new double[counts[ring]];
            }
        }
        double peaked = 0;
        for (double[] ring : rings) {
            Arrays.sort(ring);
            double level = ring.length == 0 ? 0 : PEAK * PEAK * ring[ring.length / 2];
            for (int i = ring.length - 1; i >= 0 && ring[i] > level; i--) {
                peaked += ring[i];
            }
        }
        return total > 0 ? peaked / total : 0;
    }

    private static int ring(int u, int v) {
        int across = u < SIDE / 2 ? u : SIDE - u;
        if (across < AXIS) {
            return -1;
        }
        int radius = (int) Math.hypot(across, v);
        return radius < LOWEST || radius >= SIDE / 2 ? -1 : radius;
    }

    @Override
    public void close() {
        window.close();
    }
}
