package org.proofoflife.verification.observe;

import static org.bytedeco.opencv.global.opencv_core.CV_32SC2;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.fillPoly;
import static org.bytedeco.opencv.global.opencv_imgproc.goodFeaturesToTrack;
import static org.bytedeco.opencv.global.opencv_video.OPTFLOW_USE_INITIAL_FLOW;
import static org.bytedeco.opencv.global.opencv_video.calcOpticalFlowPyrLK;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_core.TermCriteria;
import org.jspecify.annotations.Nullable;
import org.proofoflife.verification.facts.FaceFacts.Box;
import org.proofoflife.verification.facts.FaceFacts.Pose;
import org.proofoflife.verification.facts.FaceFacts.Relief;
import org.proofoflife.verification.model.Mesh;
import org.proofoflife.verification.model.Warp;

/**
 * Tells whether a turning face has depth. Corners of the skin in a neutral frame are followed into a turned one: those
 * of a plane, however it is held, moved or bent a little, fit a homography; those of a head do not. Of a sheet bent like a
 * head they do not either, but its nose does not stand out.
 */
final class ParallaxMeter implements AutoCloseable {

    static {
        OpenCv.load();
    }

    private static final int SIDE = 192;
    private static final double CROP = 1.35;
    private static final int CORNERS = 80;
    private static final int FEWEST = 14;
    /** A corner that does not come back to where it started was not followed, pixels of the crop. */
    private static final double RETURN = 1.0;
    /** Share of the corners kept after the worst are left out: stray tracks, not shape. */
    private static final double KEPT = 0.9;

    private static final double NEUTRAL = 15;
    private static final double NEUTRAL_FROM = 0.25;
    /** Until then a frame that is more frontal by {@code BETTER} degrees takes the neutral one's place. */
    private static final double NEUTRAL_UNTIL = 2.5;

    private static final double BETTER = 3;
    private static final double TURNED_YAW = 8;
    private static final double TURNED_PITCH = 10;
    /** From which turn on a nose moves against its surroundings by more than corners slip. */
    private static final double RELIEF_TURN = 7;

    private static final double SPACING = 0.15;
    /** A median of many is no better than one of {@code ENOUGH}: from then on less often. */
    private static final int ENOUGH = 8;

    private static final double SPACING_THEN = 0.45;
    /** Without a turn a plane differs from a head that stirs and speaks; a photo that is moved about never does. */
    private static final double STRAIGHT_SPACING = 1.1;

    /** Corners there slip along the edge of the face. */
    private static final Set<Integer> OUTLINE =
            Arrays.stream(Geometry.OVAL).boxed().collect(Collectors.toUnmodifiableSet());

    private static final int[] LEFT_EYE = {27, 28, 29, 30, 247, 130, 25, 110, 24, 23, 22, 26, 112, 243, 190, 56};
    private static final int[] RIGHT_EYE = {
        257, 258, 259, 260, 467, 359, 255, 339, 254, 253, 252, 256, 341, 463, 414, 286
    };
    private static final int[] MOUTH = {
        61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146
    };

    private @Nullable Mat neutral;
    private @Nullable Mat corners;
    private @Nullable Pose neutralPose;
    private @Nullable Mesh neutralMesh;
    /** Of every corner the point of the mesh that is nearest to it in the neutral frame. */
    private int[] nearest = {};

    private double measuredAt = Double.NEGATIVE_INFINITY;
    private int measured;

    /** Null where there is nothing to measure. */
    @Nullable
    Depth measure(Picture picture, Mesh mesh, Pose pose) {
        Pose from = neutralPose;
        if (picture.time() >= NEUTRAL_FROM
                && Math.abs(pose.roll()) < NEUTRAL
                && Math.abs(pose.yaw()) < NEUTRAL
                && (from == null
                        || (picture.time() < NEUTRAL_UNTIL && Math.abs(pose.yaw()) + BETTER < Math.abs(from.yaw())))) {
            begin(picture, mesh, pose);
            return null;
        }
        if (from == null) {
            return null;
        }
        boolean turned = isTurned(pose);
        double spacing = !turned ? STRAIGHT_SPACING : measured < ENOUGH ? SPACING : SPACING_THEN;
        if (picture.time() - measuredAt < spacing) {
            return null;
        }
        measuredAt = picture.time();
        Depth depth = depth(picture, mesh, pose);
        measured += depth == null || !turned ? 0 : 1;
        return depth;
    }

    /** Whether a head so held shows whether it has depth. */
    boolean isTurned(Pose pose) {
        Pose from = neutralPose;
        return from != null
                && (Math.abs(pose.yaw() - from.yaw()) >= TURNED_YAW
                        || Math.abs(pose.pitch() - from.pitch()) >= TURNED_PITCH);
    }

    private void begin(Picture picture, Mesh mesh, Pose pose) {
        Mat crop = crop(picture, mesh);
        Mat found = new Mat();
        try (Mat mask = mask(mesh)) {
            goodFeaturesToTrack(crop, found, CORNERS, 0.01, 4, mask, 3, false, 0.04);
        }
        if (found.rows() < FEWEST) {
            crop.close();
            found.close();
            return;
        }
        close();
        neutral = crop;
        corners = found;
        neutralPose = pose;
        neutralMesh = mesh;
        nearest = nearest(found, mesh);
    }

    private @Nullable Depth depth(Picture picture, Mesh mesh, Pose pose) {
        try (Mat turned = crop(picture, mesh);
                Mat there = new Mat();
                Mat back = new Mat();
                Mat foundThere = new Mat();
                Mat foundBack = new Mat();
                Mat error = new Mat();
                Size window = new Size(19, 19);
                TermCriteria stop = new TermCriteria(TermCriteria.COUNT | TermCriteria.EPS, 20, 0.02)) {
            expect(mesh, there, back);
            int guided = OPTFLOW_USE_INITIAL_FLOW;
            calcOpticalFlowPyrLK(neutral, turned, corners, there, foundThere, error, window, 2, stop, guided, 1e-4);
            carryBack(there, back);
            calcOpticalFlowPyrLK(turned, neutral, there, back, foundBack, error, window, 2, stop, guided, 1e-4);
            Followed[] pairs = returned(there, back, foundThere, foundBack);
            if (pairs.length < FEWEST) {
                return null;
            }
            double[] errors = PlaneFit.errors(pairs);
            if (errors.length == 0) {
                return null;
            }
            double limit = quantile(errors, KEPT);
            Followed[] kept = IntStream.range(0, pairs.length)
                    .filter(i -> errors[i] <= limit)
                    .mapToObj(i -> pairs[i])
                    .toArray(Followed[]::new);
            double[] rest = PlaneFit.errors(kept);
            if (rest.length == 0) {
                return null;
            }
            double unit = Frame.of(mesh).step() / Geometry.interOcular(mesh);
            return new Depth(
                    unit * PlaneFit.rms(rest),
                    unit * PlaneFit.rms(PlaneFit.deformations(kept)),
                    relief(pairs, unit, pose));
        }
    }

    /** @param toUnit of the crop that the corners went to, inter-ocular distances a pixel */
    private @Nullable Relief relief(Followed[] pairs, double toUnit, Pose pose) {
        Mesh before = Objects.requireNonNull(neutralMesh);
        Pose from = Objects.requireNonNull(neutralPose);
        double yaw = pose.yaw() - from.yaw();
        double pitch = pose.pitch() - from.pitch();
        if (Math.hypot(yaw, pitch) < RELIEF_TURN) {
            return null;
        }
        double interOcular = Geometry.interOcular(before);
        double unit = Frame.of(before).step() / interOcular;
        ReliefFit.Corner[] inner = Arrays.stream(pairs)
                .filter(pair -> !OUTLINE.contains(pair.point()))
                .map(pair -> new ReliefFit.Corner(
                        unit * (pair.x() - SIDE / 2.0),
                        unit * (pair.y() - SIDE / 2.0),
                        before.z(pair.point()) / interOcular,
                        toUnit * pair.toX(),
                        toUnit * pair.toY()))
                .toArray(ReliefFit.Corner[]::new);
        return inner.length < FEWEST ? null : ReliefFit.of(inner, yaw, pitch);
    }

    /**
     * Where the search for every corner begins: moved as the mesh around it moved. Only a beginning: what the picture
     * does not confirm on the way there and back is left out.
     */
    private void expect(Mesh mesh, Mat there, Mat shift) {
        Mat start = Objects.requireNonNull(corners);
        Mesh before = Objects.requireNonNull(neutralMesh);
        Frame from = Frame.of(before);
        Frame to = Frame.of(mesh);
        start.copyTo(there);
        start.copyTo(shift);
        FloatBuffer places = start.createBuffer();
        FloatBuffer guesses = there.createBuffer();
        FloatBuffer shifts = shift.createBuffer();
        for (int at = 0; at < 2 * start.rows(); at += 2) {
            int point = nearest[at / 2];
            float x = (float) (to.x(mesh.x(point)) - from.x(before.x(point)));
            float y = (float) (to.y(mesh.y(point)) - from.y(before.y(point)));
            guesses.put(at, places.get(at) + x).put(at + 1, places.get(at + 1) + y);
            shifts.put(at, x).put(at + 1, y);
        }
    }

    /** Turns the shifts in {@code back} into places to begin the search back from. */
    private static void carryBack(Mat there, Mat back) {
        FloatBuffer found = there.createBuffer();
        FloatBuffer shifts = back.createBuffer();
        for (int at = 0; at < 2 * there.rows(); at++) {
            shifts.put(at, found.get(at) - shifts.get(at));
        }
    }

    private static int[] nearest(Mat corners, Mesh mesh) {
        Frame frame = Frame.of(mesh);
        FloatBuffer places = corners.createBuffer();
        return IntStream.range(0, corners.rows())
                .map(i -> nearest(mesh, frame, places.get(2 * i), places.get(2 * i + 1)))
                .toArray();
    }

    private static int nearest(Mesh mesh, Frame frame, double x, double y) {
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int point = 0; point < Mesh.POINTS; point++) {
            double dx = frame.x(mesh.x(point)) - x;
            double dy = frame.y(mesh.y(point)) - y;
            if (dx * dx + dy * dy < least) {
                least = dx * dx + dy * dy;
                best = point;
            }
        }
        return best;
    }

    /** The map from the picture to a crop around a mesh. */
    private record Frame(double left, double top, double step) {
        static Frame of(Mesh mesh) {
            Box box = mesh.bounds();
            double side = CROP * Math.max(box.width(), box.height());
            return new Frame(box.x() + box.width() / 2 - side / 2, box.y() + box.height() / 2 - side / 2, side / SIDE);
        }

        double x(double inPicture) {
            return (inPicture - left) / step;
        }

        double y(double inPicture) {
            return (inPicture - top) / step;
        }
    }

    private Followed[] returned(Mat there, Mat back, Mat foundThere, Mat foundBack) {
        Mat start = corners;
        if (start == null) {
            return new Followed[0];
        }
        FloatBuffer from = start.createBuffer();
        FloatBuffer to = there.createBuffer();
        FloatBuffer again = back.createBuffer();
        byte[] first = new byte[start.rows()];
        byte[] second = new byte[start.rows()];
        foundThere.data().get(first, 0, first.length);
        foundBack.data().get(second, 0, second.length);
        return IntStream.range(0, first.length)
                .filter(i -> first[i] != 0 && second[i] != 0)
                .filter(i -> Math.hypot(again.get(2 * i) - from.get(2 * i), again.get(2 * i + 1) - from.get(2 * i + 1))
                        < RETURN)
                .mapToObj(i -> new Followed(
                        from.get(2 * i), from.get(2 * i + 1), to.get(2 * i), to.get(2 * i + 1), nearest[i]))
                .toArray(Followed[]::new);
    }

    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * (sorted.length - 1))];
    }

    private static Mat crop(Picture picture, Mesh mesh) {
        Frame frame = Frame.of(mesh);
        double[] affine = {frame.step(), 0, frame.left(), 0, frame.step(), frame.top()};
        return Warp.square(picture.luma(), affine, SIDE);
    }

    /** The skin: without eyes and mouth, which move by themselves. */
    private static Mat mask(Mesh mesh) {
        Mat mask = new Mat(SIDE, SIDE, CV_8UC1);
        try (Scalar nothing = new Scalar(0);
                Scalar all = new Scalar(255)) {
            mask.put(nothing);
            fill(mask, mesh, Geometry.OVAL, all);
            fill(mask, mesh, LEFT_EYE, nothing);
            fill(mask, mesh, RIGHT_EYE, nothing);
            fill(mask, mesh, MOUTH, nothing);
        }
        return mask;
    }

    private static void fill(Mat mask, Mesh mesh, int[] outline, Scalar value) {
        Frame frame = Frame.of(mesh);
        try (Mat polygon = new Mat(outline.length, 1, CV_32SC2);
                MatVector polygons = new MatVector(polygon)) {
            IntBuffer values = polygon.createBuffer();
            for (int point : outline) {
                values.put((int) frame.x(mesh.x(point))).put((int) frame.y(mesh.y(point)));
            }
            fillPoly(mask, polygons, value);
        }
    }

    @Override
    public void close() {
        if (neutral != null) {
            neutral.close();
        }
        if (corners != null) {
            corners.close();
        }
    }
}
