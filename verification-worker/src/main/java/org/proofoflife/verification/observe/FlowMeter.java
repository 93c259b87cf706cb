package org.proofoflife.verification.observe;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.bytedeco.opencv.global.opencv_imgproc.goodFeaturesToTrack;
import static org.bytedeco.opencv.global.opencv_video.calcOpticalFlowPyrLK;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_core.TermCriteria;
import org.jspecify.annotations.Nullable;
import org.proofoflife.verification.facts.FaceFacts.Box;
import org.proofoflife.verification.model.Mesh;

/** How much the face and what is around it move from one frame to the next. */
final class FlowMeter implements AutoCloseable {

    static {
        OpenCv.load();
    }

    private static final int CORNERS = 48;
    private static final float FOUND_ERROR = 25f;
    /** Seconds between two measurements; in between the last one holds. */
    private static final double SPACING = 0.19;

    /** Followed corners are followed on; new ones are looked for when that many measurements old, or mostly lost. */
    private static final int RENEWED = 5;

    private static final int FEWEST = CORNERS / 2;

    /** While the face moves less, by its mesh, what moves behind it says nothing; inter-ocular distances. */
    private static final double STILL = 0.01;

    /** Forehead, nose, chin, outer corners of the eyes, sides. */
    private static final int[] SAMPLED = {10, 1, 152, Mesh.EYE_LEFT, Mesh.EYE_RIGHT, 234, 454};

    private @Nullable Mat before;
    private @Nullable Mesh meshBefore;
    private Mat corners = new Mat();
    private int age;
    private double measuredAt = Double.NEGATIVE_INFINITY;
    private Flow last = Flow.NONE;

    /** Median flow lengths over the inter-ocular distance; 0 where nothing could be followed or the face kept still. */
    record Flow(double background, double face) {
        static final Flow NONE = new Flow(0, 0);
    }

    Flow measure(Picture picture, @Nullable Mesh mesh) {
        if (mesh != null && picture.time() - measuredAt < SPACING) {
            return last;
        }
        Mat old = before;
        Mesh around = meshBefore;
        boolean followed = old != null && around != null && mesh != null && moved(around, mesh) >= STILL;
        if (!followed) {
            renew(new Mat());
        }
        last = followed ? flow(Objects.requireNonNull(old), picture, Objects.requireNonNull(around)) : Flow.NONE;
        measuredAt = picture.time();
        if (old == null) {
            before = picture.small().clone();
        } else {
            picture.small().copyTo(old);
        }
        meshBefore = mesh;
        return last;
    }

    /** How far the face went by its mesh, inter-ocular distances. */
    private static double moved(Mesh from, Mesh to) {
        double sum = 0;
        for (int point : SAMPLED) {
            sum += Math.hypot(to.x(point) - from.x(point), to.y(point) - from.y(point));
        }
        return sum / SAMPLED.length / Geometry.interOcular(to);
    }

    private Flow flow(Mat old, Picture picture, Mesh around) {
        if (corners.rows() < FEWEST || age >= RENEWED) {
            Mat found = new Mat();
            goodFeaturesToTrack(old, found, CORNERS, 0.02, 7, null, 3, false, 0.04);
            renew(found);
        }
        if (corners.rows() == 0) {
            return Flow.NONE;
        }
        age++;
        try (Mat moved = new Mat();
                Mat status = new Mat();
                Mat error = new Mat();
                Size window = new Size(11, 11);
                TermCriteria stop = new TermCriteria(TermCriteria.COUNT | TermCriteria.EPS, 12, 0.03)) {
            calcOpticalFlowPyrLK(old, picture.small(), corners, moved, status, error, window, 2, stop, 0, 1e-4);
            Flow flow = split(corners, moved, status, error, picture.scale(), around);
            goOn(moved, status, error);
            return flow;
        }
    }

    private void renew(Mat found) {
        corners.close();
        corners = found;
        age = 0;
    }

    /** What was found again is where the next measurement begins. */
    private void goOn(Mat moved, Mat status, Mat error) {
        FloatBuffer to = moved.createBuffer();
        FloatBuffer errors = error.createBuffer();
        byte[] found = new byte[moved.rows()];
        status.data().get(found, 0, found.length);
        int[] kept = IntStream.range(0, found.length)
                .filter(i -> found[i] != 0 && errors.get(i) <= FOUND_ERROR)
                .toArray();
        corners.close();
        corners = new Mat();
        if (kept.length > 0) {
            corners.create(kept.length, 1, CV_32FC2);
            FloatBuffer from = corners.createBuffer();
            for (int i : kept) {
                from.put(to.get(2 * i)).put(to.get(2 * i + 1));
            }
        }
    }

    private static Flow split(Mat corners, Mat moved, Mat status, Mat error, double scale, Mesh around) {
        FloatBuffer from = corners.createBuffer();
        FloatBuffer to = moved.createBuffer();
        FloatBuffer errors = error.createBuffer();
        byte[] found = new byte[corners.rows()];
        status.data().get(found, 0, found.length);
        Box box = around.bounds();
        double[] inside = new double[found.length];
        double[] outside = new double[found.length];
        int insides = 0;
        int outsides = 0;
        for (int i = 0; i < found.length; i++) {
            if (found[i] == 0 || errors.get(i) > FOUND_ERROR) {
                continue;
            }
            double x = from.get(2 * i) / scale;
            double y = from.get(2 * i + 1) / scale;
            double length =
                    Math.hypot(to.get(2 * i) - from.get(2 * i), to.get(2 * i + 1) - from.get(2 * i + 1)) / scale;
            double across = (x - box.x()) / box.width();
            double down = (y - box.y()) / box.height();
            if (across > 0.05 && across < 0.95 && down > 0 && down < 1) {
                inside[insides++] = length;
            } else if (across < -0.3 || across > 1.3 || down < -0.4) {
                outside[outsides++] = length;
            }
        }
        double unit = Geometry.interOcular(around);
        return new Flow(median(outside, outsides) / unit, median(inside, insides) / unit);
    }

    private static double median(double[] values, int count) {
        return count < 3 ? 0 : Median.of(Arrays.copyOf(values, count));
    }

    @Override
    public void close() {
        corners.close();
        if (before != null) {
            before.close();
        }
    }
}
