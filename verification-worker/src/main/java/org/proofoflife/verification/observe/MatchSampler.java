package org.proofoflife.verification.observe;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_YUV2BGR_I420;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;
import org.proofoflife.verification.FaceTemplate;
import org.proofoflife.verification.decode.VideoFrame;
import org.proofoflife.verification.facts.FaceFacts.Pose;
import org.proofoflife.verification.model.FaceMatcher;

/**
 * Keeps two kinds of faces and compares them at the end, all with the first of the clip: the most frontal of every other
 * second, which tell who it is, and that of each second which moved furthest, because whoever lends an action to somebody
 * else is to be seen then. Matchers are only trusted on faces that are not turned far.
 */
final class MatchSampler implements AutoCloseable {

    /** Seconds for one frontal face; they are compared with the enrolled one as well, by every matcher. */
    private static final double FRONTAL_STRETCH = 2;
    /** Seconds for one that moved; the first matcher alone says whether it is still the same person. */
    private static final double MOVED_STRETCH = 1;
    /** Degrees off frontal beyond which a face is not compared. */
    private static final double LARGEST_ANGLE = 22;
    /** The mesh reads about this pitch from a level face. */
    private static final double LEVEL_PITCH = 8;
    /** Degrees that count as much as a mouth or an eye opened as high as it is wide. */
    private static final double OPENED = 40;

    /** A face replaces the one kept only if it is better by this factor; every copy costs. */
    private static final double BETTER = 0.8;

    private final List<FaceMatcher> matchers;
    private final Map<Integer, Sample> frontal = new LinkedHashMap<>();
    private final Map<Integer, Sample> moved = new LinkedHashMap<>();
    private @Nullable FaceDraft first;
    private @Nullable FaceTemplate mostFrontal;

    MatchSampler(List<FaceMatcher> matchers) {
        this.matchers = matchers;
    }

    /**
     * @param cost the less, the better of its kind
     * @param picture a copy of the frame; it is only made colourful and aligned if no better one comes
     */
    private record Sample(double time, FaceDraft face, double cost, Mat picture) {}

    /** Whether the face was kept for now as its stretch's most frontal. */
    boolean offer(VideoFrame frame, FaceDraft face) {
        double angle = angle(face.pose());
        if (angle > LARGEST_ANGLE) {
            return false;
        }
        if (first == null) {
            first = face;
        }
        keep(moved, (int) (frame.time() / MOVED_STRETCH), frame, face, 1 / (1 + movement(first, face)));
        return keep(frontal, stretch(frame.time()), frame, face, angle);
    }

    private static boolean keep(
            Map<Integer, Sample> samples, int stretch, VideoFrame frame, FaceDraft face, double cost) {
        Sample kept = samples.get(stretch);
        if (kept != null && cost > BETTER * kept.cost()) {
            return false;
        }
        Mat picture = kept == null ? new Mat() : kept.picture();
        frame.i420().copyTo(picture);
        samples.put(stretch, new Sample(frame.time(), face, cost, picture));
        return true;
    }

    private static double movement(FaceDraft before, FaceDraft face) {
        double turned = Math.hypot(
                face.pose().yaw() - before.pose().yaw(),
                face.pose().pitch() - before.pose().pitch());
        return turned + OPENED * (Math.abs(face.mouth() - before.mouth()) + Math.abs(face.eyes() - before.eyes()));
    }

    /** Writes the similarities into the faces kept. */
    void compare(@Nullable FaceTemplate reference) {
        if (frontal.isEmpty()) {
            return;
        }
        Map<String, float[]> enrolled = reference == null ? Map.of() : reference.embeddings();
        Sample earliest = frontal.values().iterator().next();
        Map<String, float[]> same = embeddings(earliest, matchers);
        double least = Double.POSITIVE_INFINITY;
        Set<FaceDraft> compared = new HashSet<>();
        for (Sample sample : frontal.values()) {
            Map<String, float[]> own = sample == earliest ? same : embeddings(sample, matchers);
            sample.face().match(similarities(own, enrolled), similarities(own, same));
            compared.add(sample.face());
            if (sample.cost() < least) {
                least = sample.cost();
                mostFrontal = new FaceTemplate(own);
            }
        }
        for (Sample sample : moved.values()) {
            if (sample.time() > earliest.time() && !compared.contains(sample.face())) {
                sample.face().match(Map.of(), similarities(embeddings(sample, matchers.subList(0, 1)), same));
            }
        }
    }

    private Map<String, float[]> embeddings(Sample sample, List<FaceMatcher> by) {
        try (Mat bgr = new Mat()) {
            cvtColor(sample.picture(), bgr, COLOR_YUV2BGR_I420);
            return Embeddings.of(bgr, sample.face().mesh(), by);
        }
    }

    @Nullable
    FaceTemplate mostFrontal() {
        return mostFrontal;
    }

    private Map<String, Double> similarities(Map<String, float[]> one, Map<String, float[]> other) {
        return Embeddings.similarities(one, other, matchers);
    }

    /** Number of the stretch that a time lies in, of those with one frontal face each. */
    static int stretch(double time) {
        return (int) (time / FRONTAL_STRETCH);
    }

    static double angle(Pose pose) {
        return Math.hypot(Math.hypot(pose.yaw(), pose.pitch() - LEVEL_PITCH), pose.roll() / 2);
    }

    @Override
    public void close() {
        Stream.of(frontal, moved).flatMap(kind -> kind.values().stream()).forEach(sample -> sample.picture()
                .close());
    }
}
