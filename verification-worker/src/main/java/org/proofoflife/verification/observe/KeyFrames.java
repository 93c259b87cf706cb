package org.proofoflife.verification.observe;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_YUV2BGR_I420;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.Action;
import org.proofoflife.storage.certification.Challenge;
import org.proofoflife.storage.certification.Prompt;
import org.proofoflife.verification.Verification.KeyFrame;
import org.proofoflife.verification.decode.VideoFrame;
import org.proofoflife.verification.judge.Judgement.ActionResult;

/**
 * Keeps the few pictures that the evidence may need: the extreme of every movement, in the clip and in each prompt's
 * window, the most frontal faces and the least lifelike one. Only those that the judgement points at are encoded.
 */
final class KeyFrames implements AutoCloseable {

    private static final int JPEG_QUALITY = 85;
    /** Evidence of an action must lie this near its peak, seconds. */
    private static final double NEAR = 0.25;
    /** A picture is replaced only by a clearly more extreme one; every copy costs. */
    private static final double HYSTERESIS = 1.03;

    private static final double FRONTAL_PART = 2.5;
    /** How long after its window the extreme of a prompted movement may come, as the policy says; seconds. */
    private static final double LATE = 0.8;

    private record Kept(double score, double time, Mat i420) {}

    private final Map<String, Kept> kept = new LinkedHashMap<>();
    private final List<Prompt> prompts;

    KeyFrames(@Nullable Challenge challenge) {
        prompts = challenge == null ? List.of() : challenge.prompts();
    }

    void offer(VideoFrame frame, FaceDraft face) {
        double yaw = face.pose().yaw();
        double pitch = face.pose().pitch();
        double frontal = 1 / (1 + MatchSampler.angle(face.pose()));
        if (frame.time() <= FRONTAL_PART) {
            keep("NEUTRAL", frontal, frame);
        }
        keep("YAW+", 90 + yaw, frame);
        keep("YAW-", 90 - yaw, frame);
        keep("PITCH+", 90 + pitch, frame);
        keep("PITCH-", 90 - pitch, frame);
        keep("MOUTH", 0.1 + face.mouth(), frame);
        keep("EYES", 1 / (0.02 + face.eyes()), frame);
        if (face.pad() != null) {
            keep("PAD", 2 - face.pad(), frame);
        }
        for (int index = 0; index < prompts.size(); index++) {
            Prompt.Window window = prompts.get(index).window();
            if (window != null && frame.time() >= window.start() && frame.time() <= window.end() + LATE) {
                offerPrompt(index, frame, face);
            }
        }
    }

    private void offerPrompt(int index, VideoFrame frame, FaceDraft face) {
        double yaw = face.pose().yaw();
        double pitch = face.pose().pitch();
        Action action = prompts.get(index).action();
        switch (action) {
            case TURN_LEFT, TURN_RIGHT, SHAKE -> {
                keep(index + "YAW+", 90 + yaw, frame);
                keep(index + "YAW-", 90 - yaw, frame);
            }
            case LOOK_UP -> keep(index + "PITCH-", 90 - pitch, frame);
            case LOOK_DOWN, NOD -> keep(index + "PITCH+", 90 + pitch, frame);
            case BLINK -> keep(index + "EYES", 1 / (0.02 + face.eyes()), frame);
            case OPEN_MOUTH -> keep(index + "MOUTH", 0.1 + face.mouth(), frame);
        }
    }

    /** The picture of a face that may become the best match. */
    void offerMatch(VideoFrame frame) {
        keepAlways("MATCH" + MatchSampler.stretch(frame.time()), 0, frame);
    }

    private void keep(String slot, double score, VideoFrame frame) {
        Kept before = kept.get(slot);
        if (before == null || score > HYSTERESIS * before.score()) {
            keepAlways(slot, score, frame);
        }
    }

    private void keepAlways(String slot, double score, VideoFrame frame) {
        Kept before = kept.get(slot);
        Mat copy = before == null ? new Mat() : before.i420();
        frame.i420().copyTo(copy);
        kept.put(slot, new Kept(score, frame.time(), copy));
    }

    /** @param bestMatch time of the frame most like the enrolled face, null without one; @param suspicious to show PAD */
    List<KeyFrame> select(List<ActionResult> actions, @Nullable Double bestMatch, boolean suspicious) {
        List<KeyFrame> chosen = new ArrayList<>();
        add(chosen, "NEUTRAL", kept.get("NEUTRAL"));
        if (bestMatch != null) {
            add(chosen, "BEST_MATCH", nearest(bestMatch));
        }
        for (ActionResult action : actions) {
            if (action.found()) {
                add(chosen, action.action().name(), nearest(action.peak()));
            }
        }
        if (suspicious) {
            add(chosen, "SUSPICIOUS", kept.get("PAD"));
        }
        chosen.sort(Comparator.comparingDouble(KeyFrame::time));
        return chosen;
    }

    private @Nullable Kept nearest(double time) {
        return kept.values().stream()
                .min(Comparator.comparingDouble(each -> Math.abs(each.time() - time)))
                .filter(each -> Math.abs(each.time() - time) <= NEAR)
                .orElse(null);
    }

    private static void add(List<KeyFrame> chosen, String role, @Nullable Kept picture) {
        if (picture != null) {
            chosen.add(new KeyFrame(picture.time(), role, jpeg(picture.i420())));
        }
    }

    private static byte[] jpeg(Mat i420) {
        try (Mat bgr = new Mat();
                BytePointer bytes = new BytePointer();
                IntPointer parameters = new IntPointer(IMWRITE_JPEG_QUALITY, JPEG_QUALITY)) {
            cvtColor(i420, bgr, COLOR_YUV2BGR_I420);
            imencode(".jpg", bgr, bytes, parameters);
            byte[] jpeg = new byte[(int) bytes.limit()];
            bytes.get(jpeg);
            return jpeg;
        }
    }

    @Override
    public void close() {
        kept.values().forEach(picture -> picture.i420().close());
    }
}
