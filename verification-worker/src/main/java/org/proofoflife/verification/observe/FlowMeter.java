package org.proofoflife.verification.observe;

import static org.bytedeco.opencv.global.opencv_imgproc.goodFeaturesToTrack;
import static org.bytedeco.opencv.global.opencv_video.calcOpticalFlowPyrLK;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_core.TermCriteria;
import org.jspecify.annotations.Nullable;
import org.proofoflife.verification.facts.FaceFacts.Box;
import org.proofoflife.verification.model.Mesh;

/** How much the face and what is around it move from one frame to the next. */
final class FlowMeter implements AutoCloseable {

    private static final int CORNERS = 48;
    private static final float FOUND_ERROR = 25f;
    /** Seconds between two measurements; in between the last one holds. */
    private static final double SPACING = 0.19;

    private @Nullable Mat before;
    private @Nullable Mesh meshBefore;
    private double measuredAt = Double.NEGATIVE_INFINITY;
    private Flow last = Flow.NONE;

    /** Median flow lengths over the inter-ocular distance; 0 where nothing could be followed. */
    record Flow(double background, double face) {
        static final Flow NONE = new Flow(0, 0);
    }

    Flow measure(Picture picture, @Nullable Mesh mesh) {
        if (mesh != null && picture.time() - measuredAt < SPACING) {
            return last;
        }
        Mat old = before;
        Mesh around = meshBefore;
        last = old == null || around == null || mesh == null ? Flow.NONE : flow(old, picture, around);
        measuredAt = picture.time();
        if (old != null) {
            old.close();
        }
        before = picture.small().clone();
        meshBefore = mesh;
        return last;
    }

    private Flow flow(Mat old, Picture picture, Mesh around) {
        try (Mat corners = new Mat();
                Mat moved = new Mat();
                Mat status = new Mat();
                Mat error = new Mat();
                Size window = new Size(11, 11);
                TermCriteria stop = new TermCriteria(TermCriteria.COUNT | TermCriteria.EPS, 12, 0.03)) {
            goodFeaturesToTrack(old, corners, CORNERS, 0.02, 7, null, 3, false, 0.04);
            if (corners.rows() == 0) {
                return Flow.NONE;
            }
            calcOpticalFlowPyrLK(old, picture.small(), corners, moved, status, error, window, 2, stop, 0, 1e-4);
            return split(corners, moved, status, error, picture.scale(), around);
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
        if (count < 3) {
            return 0;
        }
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return sorted[count / 2];
    }

    @Override
    public void close() {
        if (before != null) {
            before.close();
        }
    }
}
