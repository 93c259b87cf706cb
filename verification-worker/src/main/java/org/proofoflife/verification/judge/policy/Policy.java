package org.proofoflife.verification.judge.policy;

import static org.proofoflife.verification.judge.policy.Legal.Better.HIGHER;
import static org.proofoflife.verification.judge.policy.Legal.Better.LOWER;
import static org.proofoflife.verification.judge.policy.Legal.DEGREES;
import static org.proofoflife.verification.judge.policy.Legal.LOG_ODDS;
import static org.proofoflife.verification.judge.policy.Legal.LUMINANCE;
import static org.proofoflife.verification.judge.policy.Legal.MANY;
import static org.proofoflife.verification.judge.policy.Legal.SECONDS;
import static org.proofoflife.verification.judge.policy.Legal.SHARE;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.util.Arrays;
import java.util.Map;

/**
 * Every threshold of the judgement. What each one means, its unit and its aim stand in {@code policy.yml}; the names are
 * the same there.
 */
public record Policy(
        @NotBlank String version,
        @Valid Clip clip,
        @Valid Quality quality,
        @Valid ChallengeRules challenge,
        @Valid Liveness liveness,
        @Valid Continuity continuity,
        @Valid Match match) {

    /** Two thresholds that belong together, whichever of them is the higher. */
    sealed interface Pair {
        double worse();

        double better();
    }

    /** Two thresholds of one capture quality component: refuse, or only advise. */
    public record Limit(double reject, double advise) implements Pair {
        @Override
        public double worse() {
            return reject;
        }

        @Override
        public double better() {
            return advise;
        }
    }

    /**
     * A stretch that comes again.
     *
     * @param seconds its length
     * @param explained least share of the later movement that the earlier one explains
     * @param residual largest difference, degrees RMS
     */
    public record Loop(
            @Legal(to = SECONDS) double seconds,
            @Legal(to = SHARE) double explained,
            @Legal(to = DEGREES) double residual) {}

    /** Two thresholds that part fail from review and review from pass. */
    public record Range(double fail, double pass) implements Pair {
        public Range {
            require(fail != pass, "fail and pass differ", fail, pass);
        }

        @Override
        public double worse() {
            return fail;
        }

        @Override
        public double better() {
            return pass;
        }

        /** 0 at {@code fail} or beyond, 1 at {@code pass} or beyond, linear between, whichever of the two is larger. */
        public double score(double value) {
            return Math.max(0, Math.min(1, (value - fail) / (pass - fail)));
        }
    }

    /** Schmitt trigger: on above {@code begins}, off below {@code ends}. */
    public record Hysteresis(
            @Legal(to = DEGREES) double begins,
            @Legal(to = DEGREES) double ends) {
        public Hysteresis {
            require(ends > 0 && begins > ends, "0 < ends < begins", ends, begins);
        }
    }

    public record Clip(
            @Legal(to = SECONDS) double minDuration,
            @Legal(to = SECONDS) double maxDuration,
            @Legal(from = 1, to = MANY) int minShortSide,
            @Legal(from = 1, to = MANY) int minLongSide) {
        public Clip {
            require(minDuration < maxDuration, "min-duration < max-duration", minDuration, maxDuration);
            require(minShortSide <= minLongSide, "min-short-side <= min-long-side", minShortSide, minLongSide);
        }
    }

    public record Quality(
            @Legal(to = SHARE) double minFaceShare,
            @Legal(to = SHARE) double maxMultipleShare,
            @Legal(to = SECONDS) double minMultipleSeconds,
            @Legal(to = LUMINANCE) double darkPicture,
            @Legal(to = LUMINANCE) double brightPicture,
            @Legal(to = SHARE, better = HIGHER) Limit eyesVisible,
            @Legal(to = SHARE, better = HIGHER) Limit browVisible,
            @Legal(to = LUMINANCE, better = HIGHER) Limit darkExposure,
            @Legal(to = LUMINANCE, better = LOWER) Limit brightExposure,
            @Legal(to = MANY, better = HIGHER) Limit backLight,
            @Legal(to = LUMINANCE) double backLightExposure,
            @Legal(from = 1, to = MANY, better = LOWER) Limit sideLight,
            @Legal(to = MANY, better = HIGHER) Limit sharpness,
            @Legal(to = SHARE, better = HIGHER) Limit farShare,
            @Legal(to = SHARE, better = LOWER) Limit closeShare,
            @Legal(to = SHARE, better = LOWER) Limit cut,
            @Legal(from = -DEGREES, to = DEGREES) double neutralPitch,
            @Legal(to = DEGREES, better = LOWER) Limit frontalAngle,
            @Legal(to = DEGREES, better = LOWER) Limit frontalPitch,
            @Legal(to = SHARE, better = LOWER) Limit asymmetry,
            @Legal(to = DEGREES, better = LOWER) Limit calmAngle,
            @Legal(to = SHARE, better = HIGHER) Limit backgroundUniformity) {
        public Quality {
            require(darkPicture < brightPicture, "dark-picture < bright-picture", darkPicture, brightPicture);
            double dark = darkExposure.reject();
            double bright = brightExposure.reject();
            require(dark < bright, "dark-exposure.reject < bright-exposure.reject", dark, bright);
            double far = farShare.reject();
            double close = closeShare.reject();
            require(far < close, "far-share.reject < close-share.reject", far, close);
        }
    }

    /**
     * A blink so plain that the head need not keep as still.
     *
     * @param dip of both eyes under their baseline, share
     * @param shut how much more shut than usual both eyes look, probability
     * @param seconds longest
     * @param moves how many times further than else the head may move
     */
    public record SureBlink(
            @Legal(to = SHARE) double dip,
            @Legal(to = SHARE) double shut,
            @Legal(to = SECONDS) double seconds,
            @Legal(from = 1, to = MANY) double moves) {}

    public record ChallengeRules(
            @Legal(from = 0.001, to = SECONDS) double smoothing,
            @Legal(to = SECONDS) double frontalSeconds,
            @Legal(to = DEGREES) double steadyAngle,
            @Legal(to = SECONDS) double early,
            @Legal(to = SECONDS) double late,
            @Legal(to = SECONDS) double maxOffsetShift,
            @Legal(to = SECONDS) double maxOffsetDifference,
            @Valid Hysteresis yaw,
            @Valid Hysteresis pitch,
            @Legal(to = SHARE) double onsetShare,
            @Legal(to = SECONDS) double turnHold,
            @Legal(to = SECONDS) double lookHold,
            @Legal(to = SECONDS) double maxStroke,
            @Legal(to = DEGREES) double nodAngle,
            @Legal(to = DEGREES) double shakeAngle,
            @Legal(to = SHARE) double strokeReturn,
            @Legal(to = SECONDS) double maxStrokeGap,
            @Legal(to = SHARE) double blinkDip,
            @Legal(to = MANY) double blinkNoise,
            @Legal(to = SECONDS) double blinkMaxSeconds,
            @Legal(to = SHARE) double blinkShut,
            @Legal(to = SHARE) double blinkShutDip,
            @Legal(to = DEGREES) double blinkMaxPitchMove,
            @Legal(to = DEGREES) double blinkMaxYawMove,
            @Valid SureBlink blinkSure,
            @Legal(to = MANY) double mouthOpen,
            @Legal(to = MANY) double mouthClose,
            @Legal(to = SHARE) double mouthHoldShare,
            @Legal(to = SECONDS) double mouthMinHold,
            @Legal(to = MANY) double mouthWidening,
            @Legal(to = DEGREES) double unaskedYaw,
            @Legal(to = DEGREES) double unaskedPitch,
            @Legal(to = DEGREES) double doubtedYaw,
            @Legal(to = DEGREES) double doubtedPitch,
            @Legal(to = MANY) int maxDoubted,
            @Legal(to = SHARE) double maxCut) {
        public ChallengeRules {
            require(lookHold <= maxStroke, "look-hold <= max-stroke", lookHold, maxStroke);
            require(blinkShutDip <= blinkDip, "blink-shut-dip <= blink-dip", blinkShutDip, blinkDip);
            require(mouthClose < mouthOpen, "mouth-close < mouth-open", mouthClose, mouthOpen);
            require(doubtedYaw <= unaskedYaw, "doubted-yaw <= unasked-yaw", doubtedYaw, unaskedYaw);
            require(doubtedPitch <= unaskedPitch, "doubted-pitch <= unasked-pitch", doubtedPitch, unaskedPitch);
        }
    }

    public record Liveness(
            @Legal(to = SHARE) double padLive,
            @Legal(to = SHARE, better = HIGHER) Range padShare,
            @Legal(to = SHARE) double padAttack,
            @Legal(from = 1, to = MANY) int padMinFrames,
            @Legal(to = SHARE) double padMaxShare,
            @Legal(to = DEGREES) double planarYaw,
            @Legal(to = DEGREES) double planarPitch,
            @Legal(to = MANY, better = HIGHER) Range planar,
            @Legal(from = 1, to = MANY) int planarMinFrames,
            @Legal(from = -MANY, to = MANY, better = HIGHER) Range relief,
            @Legal(from = -MANY, to = MANY) double reliefSure,
            @Legal(to = SHARE) double flatShare,
            @Legal(to = MANY, better = HIGHER) Range flat,
            @Legal(to = MANY) double flatDeformation,
            @Legal(to = SHARE) double flatOfDeformation,
            @Legal(to = MANY) double flatTravel,
            @Legal(to = SHARE, better = LOWER) Range border,
            @Legal(to = SHARE) double moireShare,
            @Legal(to = SECONDS) double moireSeconds,
            @Legal(to = SHARE, better = LOWER) Range moire,
            @Legal(to = SHARE, better = LOWER) Range flicker,
            @Legal(to = SHARE) double bands,
            @Legal(from = -LUMINANCE, to = LUMINANCE) double colourCast,
            @Legal(to = SHARE, better = LOWER) Range wholePicture,
            @Legal(to = MANY) double wholePictureMotion,
            @Legal(to = LUMINANCE) double stillDifference,
            @Legal(to = DEGREES) double stillAngle,
            @Legal(to = SECONDS, better = LOWER) Range frozenSeconds,
            @Legal(to = SECONDS) double restSeconds,
            @Legal(to = MANY) double restTrembling,
            @Valid Loop loop,
            @Valid Loop loopAlike,
            @Valid Loop loopReversed,
            @Legal(to = DEGREES) double loopMotion,
            @Legal(to = MANY, better = HIGHER) Range microMotion,
            @Legal(to = SECONDS) double microMinSeconds,
            @Legal(to = MANY) double lifeMouth,
            @Legal(to = SHARE) double lifeWholePicture) {}

    public record Continuity(
            @Legal(from = -LOG_ODDS, to = LOG_ODDS, better = HIGHER)
            Range same,

            @Legal(from = 1, to = MANY) int minFrames,
            @Legal(to = SECONDS) double uncompared,
            @Legal(to = MANY) int maxBreaks,
            @Legal(to = MANY) double breakLeap,
            @Legal(to = MANY) double maxSpeed,
            @Legal(to = SECONDS, better = LOWER) Range faceGap,
            @Legal(to = LUMINANCE) double cutDifference,
            @Legal(to = MANY) double cutRatio,
            @Legal(to = MANY) double cutLeap,
            @Legal(to = MANY) double cutEvidence) {}

    /** How one matcher's raw similarity becomes log-odds of "same person". */
    public record Calibration(
            @Legal(from = -MANY, to = MANY) double midpoint,
            @Legal(from = 0.001, to = MANY) double slope,
            @Legal(from = 0.001, to = MANY) double weight) {}

    public record Match(
            @NotEmpty Map<String, @Valid Calibration> matchers,
            @Legal(from = -LOG_ODDS, to = LOG_ODDS) double accept,
            @Legal(from = -LOG_ODDS, to = LOG_ODDS) double reject,
            @Legal(from = -LOG_ODDS, to = LOG_ODDS) double sameFace,
            @Legal(from = 1, to = MANY) int frames,
            @Legal(from = 1, to = MANY) int agreeing,
            @Legal(to = DEGREES) double maxAngle) {
        public Match {
            matchers = Map.copyOf(matchers);
            require(reject < accept && accept <= sameFace, "reject < accept <= same-face", reject, accept, sameFace);
            require(agreeing <= frames, "agreeing <= frames", agreeing, frames);
        }
    }

    private static void require(boolean met, String legal, double... values) {
        if (!met) {
            throw new IllegalArgumentException("is " + Arrays.toString(values) + "; legal is " + legal);
        }
    }
}
