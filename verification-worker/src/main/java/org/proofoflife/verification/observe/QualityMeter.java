package org.proofoflife.verification.observe;

import static org.bytedeco.opencv.global.opencv_core.CV_16S;
import static org.bytedeco.opencv.global.opencv_core.meanStdDev;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.Laplacian;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;
import org.proofoflife.verification.facts.FaceFacts.Box;
import org.proofoflife.verification.facts.FaceQuality;
import org.proofoflife.verification.model.Mesh;

/** Measures what the instructions ask of a picture (S6), by shades under the mesh's points. */
final class QualityMeter {

    private static final int SHARPNESS_SIDE = 128;

    private static final int[] LEFT_CHEEK = {50, 101, 118, 117, 205, 187, 36, 142, 123, 147};
    private static final int[] RIGHT_CHEEK = {280, 330, 347, 346, 425, 411, 266, 371, 352, 376};
    private static final int[] LEFT_ORBIT = {
        27, 28, 29, 30, 56, 190, 247, 22, 23, 24, 25, 26, 110, 112, 230, 229, 228, 231, 232
    };
    private static final int[] RIGHT_ORBIT = {
        257, 258, 259, 260, 286, 414, 467, 252, 253, 254, 255, 256, 339, 341, 450, 449, 448, 451, 452
    };
    private static final int[] LEFT_LIDS = {33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246
    };
    private static final int[] RIGHT_LIDS = {
        362, 382, 381, 380, 374, 373, 390, 249, 263, 466, 388, 387, 386, 385, 384, 398
    };
    private static final int[] OVER_BROWS = {68, 104, 69, 108, 151, 337, 299, 333, 298, 9, 66, 105, 296, 334};

    /** Seconds between two full measurements of a clip; light and focus do not change faster. */
    private static final double SPACING = 0.38;

    private double measuredAt;
    private @Nullable Light last;

    /** What does not change from look to look; the components are those of {@link FaceQuality}. */
    private record Light(
            double exposure,
            double contrast,
            double sharpness,
            double faceToBackground,
            double leftToRight,
            double eyesVisible,
            double browVisible,
            double cast) {}

    FaceQuality measure(Picture picture, Mesh mesh) {
        Box box = mesh.bounds();
        double share = box.width() / Math.min(picture.width(), picture.height());
        double cut = cut(picture, mesh);
        Light light = last;
        if (light == null || picture.time() - measuredAt >= SPACING) {
            measuredAt = picture.time();
            light = light(picture, mesh, box);
            last = light;
        }
        return new FaceQuality(
                light.exposure(),
                light.contrast(),
                light.sharpness(),
                light.faceToBackground(),
                light.leftToRight(),
                light.eyesVisible(),
                light.browVisible(),
                share,
                cut,
                Geometry.asymmetry(mesh),
                Geometry.distance(mesh, Math.max(picture.width(), picture.height())),
                light.cast());
    }

    private static Light light(Picture picture, Mesh mesh, Box box) {
        double[] shades = shades(picture, mesh);
        double exposure = Arrays.stream(shades).average().orElse(0);
        double contrast = Math.sqrt(Arrays.stream(shades)
                .map(s -> (s - exposure) * (s - exposure))
                .average()
                .orElse(0));
        double left = mean(shades, LEFT_CHEEK);
        double right = mean(shades, RIGHT_CHEEK);
        return new Light(
                exposure,
                contrast,
                sharpness(picture, box),
                ratio(exposure, background(picture, box, exposure)),
                ratio(left, right),
                Math.min(
                        eyeVisible(shades, LEFT_ORBIT, LEFT_LIDS, LEFT_CHEEK),
                        eyeVisible(shades, RIGHT_ORBIT, RIGHT_LIDS, RIGHT_CHEEK)),
                visible(quantile(shades, OVER_BROWS, 0.6), Math.min(left, right), 0.35, 0.65),
                cast(picture, mesh));
    }

    private static double[] shades(Picture picture, Mesh mesh) {
        double[] shades = new double[Mesh.POINTS];
        for (int point = 0; point < shades.length; point++) {
            shades[point] = picture.shadeAt(mesh.x(point), mesh.y(point));
        }
        return shades;
    }

    private static double cast(Picture picture, Mesh mesh) {
        return IntStream.concat(Arrays.stream(LEFT_CHEEK), Arrays.stream(RIGHT_CHEEK))
                .mapToDouble(point -> picture.blueLessRed(mesh.x(point), mesh.y(point)))
                .average()
                .orElse(0);
    }

    /** Above and beside the face; what is below it is clothing. */
    private static double background(Picture picture, Box box, double otherwise) {
        double sum = 0;
        int count = 0;
        double step = Math.max(4, picture.width() / 80.0);
        for (double y = step / 2; y < box.y() + 0.8 * box.height(); y += step) {
            for (double x = step / 2; x < picture.width(); x += step) {
                boolean beside = x < box.x() - 0.35 * box.width() || x > box.x() + 1.35 * box.width();
                if (beside || y < box.y() - 0.6 * box.height()) {
                    sum += picture.shadeAt(x, y);
                    count++;
                }
            }
        }
        return count < 20 ? otherwise : sum / count;
    }

    private static double sharpness(Picture picture, Box box) {
        int x = (int) Math.max(0, Math.min(picture.width() - 2, box.x()));
        int y = (int) Math.max(0, Math.min(picture.height() - 2, box.y()));
        int width = (int) Math.max(2, Math.min(picture.width() - x, box.width()));
        int height = (int) Math.max(2, Math.min(picture.height() - y, box.height()));
        try (Rect area = new Rect(x, y, width, height);
                Mat part = new Mat(picture.luma(), area);
                Mat face = new Mat();
                Mat edges = new Mat();
                Mat mean = new Mat();
                Mat deviation = new Mat();
                Size size = new Size(SHARPNESS_SIDE, SHARPNESS_SIDE)) {
            resize(part, face, size, 0, 0, width > SHARPNESS_SIDE ? INTER_AREA : INTER_LINEAR);
            Laplacian(face, edges, CV_16S);
            meanStdDev(edges, mean, deviation);
            DoubleBuffer values = deviation.createBuffer();
            return values.get(0) * values.get(0);
        }
    }

    private static double cut(Picture picture, Mesh mesh) {
        long outside = Arrays.stream(Geometry.OVAL)
                .filter(point -> mesh.x(point) < 0
                        || mesh.y(point) < 0
                        || mesh.x(point) >= picture.width()
                        || mesh.y(point) >= picture.height())
                .count();
        return (double) outside / Geometry.OVAL.length;
    }

    /** Dark glasses and hair darken the skin around an eye; a hand or a patch hides the lashes, dark on anybody's skin. */
    private static double eyeVisible(double[] shades, int[] orbit, int[] lids, int[] cheek) {
        double skin = quantile(shades, cheek, 0.5);
        return Math.min(
                visible(quantile(shades, orbit, 0.7), skin, 0.2, 0.5),
                visible(quantile(shades, lids, 0.2), skin, 1, 0.85));
    }

    /** 0 where a shade is {@code none} of the cheeks', 1 where it is {@code full} of it or beyond. */
    private static double visible(double shade, double cheek, double none, double full) {
        return Math.max(0, Math.min(1, (ratio(shade, cheek) - none) / (full - none)));
    }

    private static double ratio(double one, double other) {
        return (one + 1) / (other + 1);
    }

    private static double mean(double[] shades, int[] points) {
        return Arrays.stream(points)
                .mapToDouble(point -> shades[point])
                .average()
                .orElse(0);
    }

    private static double quantile(double[] shades, int[] points, double share) {
        double[] sorted = Arrays.stream(points)
                .mapToDouble(point -> shades[point])
                .sorted()
                .toArray();
        return sorted[(int) (share * (sorted.length - 1))];
    }
}
