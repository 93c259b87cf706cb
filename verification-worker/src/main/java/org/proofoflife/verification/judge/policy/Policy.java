package org.proofoflife.verification.judge.policy;

import java.util.Map;

/**
 * Every threshold of the judgement. What each one means, its unit and its aim stand in {@code policy.yml}; the names are
 * the same there.
 */
public record Policy(
        String version,
        Clip clip,
        Quality quality,
        ChallengeRules challenge,
        Liveness liveness,
        Continuity continuity,
        Match match) {

    public Policy {
        if (version.isBlank()) {
            throw new IllegalArgumentException("A policy has a version");
        }
    }

    /** Two thresholds of one capture quality component: refuse, or only advise. */
    public record Limit(double reject, double advise) {}

    /**
     * A stretch that comes again.
     *
     * @param seconds its length
     * @param explained least share of the later movement that the earlier one explains
     * @param residual largest difference, degrees RMS
     */
    public record Loop(double seconds, double explained, double residual) {}

    /** Two thresholds that part fail from review and review from pass. */
    public record Range(double fail, double pass) {
        public Range {
            if (fail == pass) {
                throw new IllegalArgumentException("fail and pass differ: " + fail);
            }
        }

        /** 0 at {@code fail} or beyond, 1 at {@code pass} or beyond, linear between, whichever of the two is larger. */
        public double score(double value) {
            return Math.max(0, Math.min(1, (value - fail) / (pass - fail)));
        }
    }

    /** Schmitt trigger: on above {@code begins}, off below {@code ends}. */
    public record Hysteresis(double begins, double ends) {
        public Hysteresis {
            if (!(ends > 0 && begins > ends)) {
                throw new IllegalArgumentException("0 < ends < begins: " + ends + ", " + begins);
            }
        }
    }

    public record Clip(double minDuration, double maxDuration, int minShortSide, int minLongSide) {}

    public record Quality(
            double minFaceShare,
            double maxMultipleShare,
            double minMultipleSeconds,
            double darkPicture,
            double brightPicture,
            Limit eyesVisible,
            Limit browVisible,
            Limit darkExposure,
            Limit brightExposure,
            Limit backLight,
            double backLightExposure,
            Limit sideLight,
            Limit sharpness,
            Limit farShare,
            Limit closeShare,
            Limit cut,
            double neutralPitch,
            Limit frontalAngle,
            Limit frontalPitch,
            Limit asymmetry,
            Limit calmAngle,
            Limit backgroundUniformity) {}

    /**
     * A blink so plain that the head need not keep as still.
     *
     * @param dip of both eyes under their baseline, share
     * @param shut how much more shut than usual both eyes look, probability
     * @param seconds longest
     * @param moves how many times further than else the head may move
     */
    public record SureBlink(double dip, double shut, double seconds, double moves) {}

    public record ChallengeRules(
            double smoothing,
            double frontalSeconds,
            double steadyAngle,
            double early,
            double late,
            double maxOffsetShift,
            double maxOffsetDifference,
            Hysteresis yaw,
            Hysteresis pitch,
            double onsetShare,
            double turnHold,
            double lookHold,
            double maxStroke,
            double nodAngle,
            double shakeAngle,
            double strokeReturn,
            double maxStrokeGap,
            double blinkDip,
            double blinkNoise,
            double blinkMaxSeconds,
            double blinkShut,
            double blinkShutDip,
            double blinkMaxPitchMove,
            double blinkMaxYawMove,
            SureBlink blinkSure,
            double mouthOpen,
            double mouthClose,
            double mouthHoldShare,
            double mouthMinHold,
            double mouthWidening,
            double unaskedYaw,
            double unaskedPitch,
            double doubtedYaw,
            double doubtedPitch,
            int maxDoubted,
            double maxCut) {}

    public record Liveness(
            double padLive,
            Range padShare,
            double padAttack,
            int padMinFrames,
            double padMaxShare,
            double planarYaw,
            double planarPitch,
            Range planar,
            int planarMinFrames,
            Range relief,
            double reliefSure,
            double flatShare,
            Range flat,
            double flatDeformation,
            double flatOfDeformation,
            double flatTravel,
            Range border,
            double moireShare,
            double moireSeconds,
            Range moire,
            Range flicker,
            double bands,
            double colourCast,
            Range wholePicture,
            double wholePictureMotion,
            double stillDifference,
            double stillAngle,
            Range frozenSeconds,
            double restSeconds,
            double restTrembling,
            Loop loop,
            Loop loopAlike,
            Loop loopReversed,
            double loopMotion,
            Range microMotion,
            double microMinSeconds,
            double lifeMouth,
            double lifeWholePicture) {}

    public record Continuity(
            Range same,
            int minFrames,
            double uncompared,
            int maxBreaks,
            double breakLeap,
            double maxSpeed,
            Range faceGap,
            double cutDifference,
            double cutRatio,
            double cutLeap,
            double cutEvidence) {}

    /** How one matcher's raw similarity becomes log-odds of "same person". */
    public record Calibration(double midpoint, double slope, double weight) {}

    public record Match(
            Map<String, Calibration> matchers,
            double accept,
            double reject,
            double sameFace,
            int frames,
            double maxAngle) {
        public Match {
            matchers = Map.copyOf(matchers);
            if (!(reject < accept && accept <= sameFace)) {
                throw new IllegalArgumentException(
                        "reject < accept <= same-face: " + reject + ", " + accept + ", " + sameFace);
            }
        }
    }
}
