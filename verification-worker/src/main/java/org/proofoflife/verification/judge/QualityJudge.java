package org.proofoflife.verification.judge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.verification.facts.FaceFacts;
import org.proofoflife.verification.facts.FrameFacts;
import org.proofoflife.verification.facts.Observation;
import org.proofoflife.verification.judge.Judgement.Axis;
import org.proofoflife.verification.judge.Judgement.AxisResult;
import org.proofoflife.verification.judge.Judgement.Band;
import org.proofoflife.verification.judge.Judgement.Signal;
import org.proofoflife.verification.judge.policy.Policy;
import org.proofoflife.verification.judge.policy.Policy.Limit;

/** The instructions of the source document, each with a code of its own; judged on frames near the neutral pose. */
final class QualityJudge {

    /** Degrees from the neutral within which a frame shows the face as it is. */
    private static final double NEAR_NEUTRAL = 10;
    /** Frames that tell something about a clip. */
    private static final int FEW = 3;

    private final Policy.Clip clip;
    private final Policy.Quality policy;

    QualityJudge(Policy.Clip clip, Policy.Quality policy) {
        this.clip = clip;
        this.policy = policy;
    }

    /** @param refusals what of the axis' reasons refuses the clip; the others are advice */
    record Result(AxisResult axis, List<OutcomeCode> refusals) {}

    Result judge(Observation observation, Track track, Neutral neutral) {
        Sheet sheet = new Sheet();
        clip(observation, sheet);
        faces(observation.frames(), track, sheet);
        if (!track.frames().isEmpty()) {
            face(near(track, neutral), neutral, sheet);
        }
        List<Double> frames =
                near(track, neutral).stream().map(FrameFacts::time).toList();
        return new Result(sheet.result(frames), List.copyOf(sheet.refused));
    }

    private void clip(Observation observation, Sheet sheet) {
        double seconds = observation.clip().duration();
        int width = observation.clip().width();
        int height = observation.clip().height();
        if (observation.frames().isEmpty() || width <= 0 || height <= 0) {
            sheet.refuse(
                    OutcomeCode.VIDEO_UNREADABLE, "frames", observation.frames().size(), 1);
            return;
        }
        sheet.refuseIf(
                seconds < clip.minDuration(), OutcomeCode.VIDEO_TOO_SHORT, "duration", seconds, clip.minDuration());
        sheet.refuseIf(
                seconds > clip.maxDuration(), OutcomeCode.VIDEO_TOO_LONG, "duration", seconds, clip.maxDuration());
        boolean low = Math.min(width, height) < clip.minShortSide() || Math.max(width, height) < clip.minLongSide();
        sheet.refuseIf(low, OutcomeCode.LOW_RESOLUTION, "shortSide", Math.min(width, height), clip.minShortSide());
    }

    private void faces(List<FrameFacts> frames, Track track, Sheet sheet) {
        double share = frames.isEmpty() ? 0 : (double) track.frames().size() / frames.size();
        sheet.refuseIf(share < policy.minFaceShare(), unseen(frames, track), "faceShare", share, policy.minFaceShare());
        double crowded = 0;
        double total = 0;
        for (int i = 0; i + 1 < frames.size(); i++) {
            double seconds = frames.get(i + 1).time() - frames.get(i).time();
            total += seconds;
            crowded += frames.get(i).faces() > 1 ? seconds : 0;
        }
        boolean several = crowded >= policy.minMultipleSeconds() && crowded >= policy.maxMultipleShare() * total;
        sheet.refuseIf(
                several, OutcomeCode.MULTIPLE_FACES, "severalFacesSeconds", crowded, policy.minMultipleSeconds());
    }

    /** Why there is no face on most frames: nobody finds one without light, or with too much, or half of it, or a blur. */
    private OutcomeCode unseen(List<FrameFacts> frames, Track track) {
        double luminance =
                Stats.median(frames.stream().map(FrameFacts::luminance).toList());
        if (luminance < policy.darkPicture()) {
            return OutcomeCode.TOO_DARK;
        }
        if (luminance > policy.brightPicture()) {
            return OutcomeCode.TOO_BRIGHT;
        }
        double cut = median(track.frames(), face -> face.quality().cut());
        List<Boolean> halves =
                frames.stream().map(FrameFacts::half).filter(Objects::nonNull).toList();
        boolean halved = 2 * Collections.frequency(halves, true) > halves.size();
        if (halved || cut > policy.cut().reject()) {
            return OutcomeCode.FACE_OUT_OF_FRAME;
        }
        double sharpness = median(track.frames(), face -> face.quality().sharpness());
        boolean blurred =
                track.frames().size() >= FEW && sharpness < policy.sharpness().reject();
        return blurred ? OutcomeCode.BLURRED : OutcomeCode.NO_FACE;
    }

    private void face(List<FrameFacts> near, Neutral neutral, Sheet sheet) {
        double exposure = median(near, face -> face.quality().exposure());
        double side = median(near, face -> face.quality().leftToRight());
        double uneven = Math.max(side, 1 / side);
        double cut = median(near, face -> face.quality().cut());
        // An eye in glaring light, in the dark half of a face or outside the picture is not covered.
        if (exposure <= policy.brightExposure().reject()
                && uneven <= policy.sideLight().reject()
                && cut <= policy.cut().reject()) {
            sheet.low(
                    OutcomeCode.EYES_COVERED,
                    "eyesVisible",
                    median(near, f -> f.quality().eyesVisible()),
                    policy.eyesVisible());
        }
        double share = median(near, face -> face.quality().share());
        sheet.low(OutcomeCode.FACE_TOO_FAR, "faceShareOfPicture", share, policy.farShare());
        light(near, exposure, uneven, sheet);
        sheet.high(OutcomeCode.FACE_TOO_CLOSE, "faceShareOfPicture", share, policy.closeShare());
        sheet.high(OutcomeCode.FACE_OUT_OF_FRAME, "cut", cut, policy.cut());
        sheet.low(
                OutcomeCode.BROW_COVERED,
                "browVisible",
                median(near, f -> f.quality().browVisible()),
                policy.browVisible());
        double aside = Math.max(Math.abs(neutral.yaw()), Math.abs(neutral.roll()));
        sheet.high(OutcomeCode.NOT_FRONTAL, "neutralYawOrRoll", aside, policy.frontalAngle());
        double asymmetry = Math.abs(
                median(near, face -> Objects.requireNonNullElse(face.quality().asymmetry(), Double.NaN)));
        sheet.high(OutcomeCode.NOT_FRONTAL, "neutralAsymmetry", asymmetry, policy.asymmetry());
        double tipped = Math.abs(neutral.pitch() - policy.neutralPitch());
        sheet.high(OutcomeCode.NOT_FRONTAL, "neutralPitch", tipped, policy.frontalPitch());
        sheet.high(OutcomeCode.NOT_CALM, "startSpread", neutral.spread(), policy.calmAngle());
        sheet.low(
                OutcomeCode.BACKGROUND_NOT_PLAIN,
                "backgroundUniformity",
                Stats.median(near.stream()
                        .map(frame -> frame.scene().backgroundUniformity())
                        .toList()),
                policy.backgroundUniformity());
    }

    /** One fault, one code: a face that is dark because of where the light comes from is not told to add light. */
    private void light(List<FrameFacts> near, double exposure, double uneven, Sheet sheet) {
        double back = median(near, face -> face.quality().faceToBackground());
        if (exposure < policy.backLightExposure()) {
            sheet.low(OutcomeCode.BACK_LIGHT, "faceToBackground", back, policy.backLight());
        }
        sheet.high(OutcomeCode.SIDE_LIGHT, "sideLight", uneven, policy.sideLight());
        if (!sheet.refuses(OutcomeCode.BACK_LIGHT) && !sheet.refuses(OutcomeCode.SIDE_LIGHT)) {
            sheet.low(OutcomeCode.TOO_DARK, "exposure", exposure, policy.darkExposure());
        }
        sheet.high(OutcomeCode.TOO_BRIGHT, "exposure", exposure, policy.brightExposure());
        // A small face enlarged is soft, a dark one has no edges.
        if (!sheet.refuses(OutcomeCode.TOO_DARK) && !sheet.refuses(OutcomeCode.FACE_TOO_FAR)) {
            sheet.low(
                    OutcomeCode.BLURRED,
                    "sharpness",
                    median(near, f -> f.quality().sharpness()),
                    policy.sharpness());
        }
    }

    private static List<FrameFacts> near(Track track, Neutral neutral) {
        List<FrameFacts> near = track.frames().stream()
                .filter(frame -> {
                    double yaw = track.yaw().at(frame.time()) - neutral.yaw();
                    double pitch = track.pitch().at(frame.time()) - neutral.pitch();
                    // What is cut off by the picture's edge has no pose, and is a fault whatever its pose.
                    return !(Math.abs(yaw) > NEAR_NEUTRAL || Math.abs(pitch) > NEAR_NEUTRAL);
                })
                .toList();
        return near.size() >= FEW ? near : track.frames();
    }

    private static double median(List<FrameFacts> frames, ToDoubleFunction<FaceFacts> measure) {
        return Stats.median(frames.stream()
                .mapToDouble(frame -> measure.applyAsDouble(Track.face(frame)))
                .toArray());
    }

    /** Collects refusals and advice. */
    private static final class Sheet {
        private final List<OutcomeCode> refused = new ArrayList<>();
        private final Set<OutcomeCode> advised = new LinkedHashSet<>();
        private final List<Signal> signals = new ArrayList<>();
        private double score = 1;

        boolean refuses(OutcomeCode code) {
            return refused.contains(code);
        }

        void refuse(OutcomeCode code, String name, double value, double threshold) {
            refuseIf(true, code, name, value, threshold);
        }

        void refuseIf(boolean fault, OutcomeCode code, String name, double value, double threshold) {
            signals.add(Signal.of(name, value, threshold));
            if (fault) {
                refused.add(code);
                score = 0;
            }
        }

        void low(OutcomeCode code, String name, double value, Limit limit) {
            limit(code, name, value, limit, value < limit.reject(), value < limit.advise());
        }

        void high(OutcomeCode code, String name, double value, Limit limit) {
            limit(code, name, value, limit, value > limit.reject(), value > limit.advise());
        }

        private void limit(OutcomeCode code, String name, double value, Limit limit, boolean reject, boolean advise) {
            signals.add(Signal.of(name, value, limit.reject()));
            if (refused.contains(code)) {
                return;
            }
            if (reject) {
                refused.add(code);
            } else if (advise) {
                advised.add(code);
            }
            double part = (value - limit.reject()) / (limit.advise() - limit.reject());
            score = Double.isFinite(part) ? Math.min(score, Math.max(0, part)) : score;
        }

        AxisResult result(List<Double> frames) {
            List<OutcomeCode> reasons = new ArrayList<>(refused);
            advised.stream().filter(code -> !refused.contains(code)).forEach(reasons::add);
            return new AxisResult(
                    Axis.QUALITY, score, refused.isEmpty() ? Band.PASS : Band.FAIL, reasons, signals, frames);
        }
    }
}
