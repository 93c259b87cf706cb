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

    private static final int[][] RINGS = rings();

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

    /** The energies of every ring, each ring from the weakest to the strongest. */
    private static double[][] energies(Mat spectrum) {
        FloatBuffer values = spectrum.createBuffer();
        double[][] rings = new double[RINGS.length][];
        for (int ring = 0; ring < rings.length; ring++) {
            int[] places = RINGS[ring];
            double[] energies = new double[places.length];
            for (int i = 0; i < places.length; i++) {
                double re = values.get(2 * places[i]);
                double im = values.get(2 * places[i] + 1);
                energies[i] = re * re + im * im;
            }
            Arrays.sort(energies);
            rings[ring] = energies;
        }
        return rings;
    }

    private static double peaks(double[][] rings) {
        double total = 0;
        double peaked = 0;
        for (double[] ring : rings) {
            double level = ring.length == 0 ? 0 : PEAK * PEAK * ring[ring.length / 2];
            for (double energy : ring) {
                total += energy;
                peaked += energy > level ? energy : 0;
            }
        }
        return total > 0 ? peaked / total : 0;
    }

    /** Of every ring around the spectrum's middle the places that belong to it. A real picture's other half is the same. */
    private static int[][] rings() {
        int[][] places = new int[SIDE / 2 - LOWEST][];
        Arrays.fill(places, new int[0]);
        for (int v = AXIS; v < SIDE / 2; v++) {
            for (int u = 0; u < SIDE; u++) {
                int across = u < SIDE / 2 ? u : SIDE - u;
                int radius = (int) Math.hypot(across, v);
                if (across >= AXIS && radius >= LOWEST && radius < SIDE / 2) {
                    int[] ring = Arrays.copyOf(places[radius - LOWEST], places[radius - LOWEST].length + 1);
                    ring[ring.length - 1] = v * SIDE + u;
                    places[radius - LOWEST] = ring;
                }
            }
        }
        return places;
    }

    @Override
    public void close() {
        window.close();
    }
}
