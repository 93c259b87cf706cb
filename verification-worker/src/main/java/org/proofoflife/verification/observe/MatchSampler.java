package org.proofoflife.verification.observe;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_YUV2BGR_I420;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;
import org.proofoflife.verification.FaceTemplate;
import org.proofoflife.verification.decode.VideoFrame;
import org.proofoflife.verification.facts.FaceFacts.Pose;
import org.proofoflife.verification.model.FaceMatcher;

/**
 * Keeps the most frontal face of every stretch of the clip and, at the end, compares them all with the first of them, and
 * the best of several with the enrolled face. Matchers are only trusted on frontal faces.
 */
final class MatchSampler implements AutoCloseable {

    /** Seconds. An action takes two: of whoever appears for one alone, every face of a stretch is theirs. */
    private static final double STRETCH = 1.0;
    /**
     * Of so many stretches one face is embedded by every matcher. The others only have to be the same person's as before
     * them, in the same light and by the same camera: one matcher tells that, at half the cost.
     */
    private static final int THOROUGH = 2;
    /** Degrees off frontal beyond which a face is not compared. */
    private static final double LARGEST_ANGLE = 22;
    /** The mesh reads about this pitch from a level face. */
    private static final double LEVEL_PITCH = 8;
    /** A face replaces the one kept only if it is nearer to frontal by this factor; every copy costs. */
    private static final double BETTER = 0.8;

    private final List<FaceMatcher> matchers;
    private final Map<Integer, Sample> samples = new LinkedHashMap<>();
    private @Nullable FaceTemplate mostFrontal;

    MatchSampler(List<FaceMatcher> matchers) {
        this.matchers = matchers;
    }

    /** @param picture a copy of the frame; it is only made colourful and aligned if no better one comes */
    private record Sample(FaceDraft face, double angle, Mat picture) {}

    /** Whether the face was kept for now as its stretch's best. */
    boolean offer(VideoFrame frame, FaceDraft face) {
        double angle = angle(face.pose());
        int stretch = stretch(frame.time());
        Sample kept = samples.get(stretch);
        if (angle > LARGEST_ANGLE || (kept != null && angle > BETTER * kept.angle())) {
            return false;
        }
        Mat picture = kept == null ? new Mat() : kept.picture();
        frame.i420().copyTo(picture);
        samples.put(stretch, new Sample(face, angle, picture));
        return true;
    }

    /** Writes the similarities into the faces kept. */
    void compare(@Nullable FaceTemplate reference) {
        Collection<Sample> thorough = mostFrontalOfSeveral();
        List<Map<String, float[]>> embeddings = new ArrayList<>();
        for (Sample sample : samples.values()) {
            embeddings.add(embeddings(sample, thorough.contains(sample) ? matchers : matchers.subList(0, 1)));
        }
        double least = Double.POSITIVE_INFINITY;
        Map<String, float[]> enrolled = reference == null ? Map.of() : reference.embeddings();
        int index = 0;
        for (Sample sample : samples.values()) {
            Map<String, float[]> own = embeddings.get(index++);
            // Who it is was calibrated for all matchers together.
            sample.face()
                    .match(
                            thorough.contains(sample) ? similarities(own, enrolled) : Map.of(),
                            similarities(own, embeddings.get(0)));
            if (sample.angle() < least) {
                least = sample.angle();
                mostFrontal = new FaceTemplate(own);
            }
        }
    }

    private Collection<Sample> mostFrontalOfSeveral() {
        Map<Integer, Sample> best = new HashMap<>();
        samples.forEach((stretch, sample) ->
                best.merge(stretch / THOROUGH, sample, (one, other) -> other.angle() < one.angle() ? other : one));
        return best.values();
    }

    private Map<String, float[]> embeddings(Sample sample, List<FaceMatcher> by) {
        Map<String, float[]> own = new LinkedHashMap<>();
        try (Mat bgr = new Mat()) {
            cvtColor(sample.picture(), bgr, COLOR_YUV2BGR_I420);
            for (FaceMatcher matcher : by) {
                try (Mat crop = matcher.crop(bgr, sample.face().mesh())) {
                    own.put(matcher.id(), matcher.embed(crop));
                }
            }
        }
        return own;
    }

    @Nullable
    FaceTemplate mostFrontal() {
        return mostFrontal;
    }

    private Map<String, Double> similarities(Map<String, float[]> one, Map<String, float[]> other) {
        Map<String, Double> similarities = new LinkedHashMap<>();
        for (FaceMatcher matcher : matchers) {
            float[] mine = one.get(matcher.id());
            float[] theirs = other.get(matcher.id());
            if (mine != null && theirs != null && mine.length == theirs.length) {
                similarities.put(matcher.id(), matcher.similarity(mine, theirs));
            }
        }
        return similarities;
    }

    /** Number of the stretch that a time lies in. */
    static int stretch(double time) {
        return (int) (time / STRETCH);
    }

    static double angle(Pose pose) {
        return Math.hypot(Math.hypot(pose.yaw(), pose.pitch() - LEVEL_PITCH), pose.roll() / 2);
    }

    @Override
    public void close() {
        samples.values().forEach(sample -> sample.picture().close());
    }
}
