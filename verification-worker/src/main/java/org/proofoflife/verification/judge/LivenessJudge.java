package org.proofoflife.verification.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.verification.facts.FrameFacts;
import org.proofoflife.verification.facts.Observation;
import org.proofoflife.verification.judge.Judgement.Axis;
import org.proofoflife.verification.judge.Judgement.AxisResult;
import org.proofoflife.verification.judge.Judgement.Band;
import org.proofoflife.verification.judge.policy.Policy;

/**
 * A living head before the camera, or a picture of one. Independent signals that catch different species; see
 * RATIONALE-judge.md for what each can't.
 */
final class LivenessJudge {

    /** Score of a signal that by itself is reason for a person to look, but not to suspect. */
    private static final double DOUBT = 0.25;

    private final Policy.Liveness policy;
    private final TemporalEvidence temporal;

    LivenessJudge(Policy.Liveness policy) {
        this.policy = policy;
        this.temporal = new TemporalEvidence(policy);
    }

    AxisResult judge(Observation observation, Track track, Neutral neutral) {
        Component pad = pad(track);
        Component planar = planar(track, neutral);
        Component border = scene(track, "border", policy.border(), Scene.BORDER);
        Component moire = scene(track, "moire", policy.moire(), Scene.MOIRE);
        Component whole = wholePicture(track);

        boolean solid = Double.isFinite(planar.value()) && planar.score() >= 1;
        boolean suspectScene = border.score() <= 0 || moire.score() <= 0;
        List<Component> parts = new ArrayList<>();
        // A real head that the model dislikes (it happens to some people on every frame) is doubt, not suspicion; but a
        // replay of a genuine performance is as solid, so any sign of a screen takes the excuse away.
        parts.add(solid && !suspectScene ? pad.atLeast(DOUBT) : pad);
        parts.add(planar);
        // Straight edges and fine patterns occur behind real people: alone they are doubt.
        parts.add(pad.score() >= 1 ? border.atLeast(DOUBT) : border);
        parts.add(pad.score() >= 1 ? moire.atLeast(DOUBT) : moire);
        // A hand-held camera moves the whole picture as well: it counts only where the model already hesitates.
        parts.add(pad.score() >= 1 ? whole.atLeast(1) : whole.atLeast(DOUBT));
        parts.addAll(temporal.of(observation, track));

        double score = parts.stream().mapToDouble(Component::score).min().orElse(0);
        Band band = Component.band(score);
        return new AxisResult(
                Axis.LIVENESS,
                score,
                band,
                switch (band) {
                    case PASS -> List.of();
                    case REVIEW -> List.of(OutcomeCode.JUDGEMENT_UNCERTAIN);
                    case FAIL -> List.of(OutcomeCode.PRESENTATION_ATTACK_SUSPECTED);
                },
                parts.stream().map(Component::signal).toList(),
                track.frames().stream()
                        .filter(frame -> Track.face(frame).pad() != null)
                        .map(FrameFacts::time)
                        .toList());
    }

    private Component pad(Track track) {
        double[] scores = track.frames().stream()
                .map(frame -> Track.face(frame).pad())
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        double live =
                Arrays.stream(scores).filter(score -> score >= policy.padLive()).count();
        double share = scores.length == 0 ? Double.NaN : live / scores.length;
        Component pad = new Component(
                "padLiveShare",
                share,
                policy.padShare().pass(),
                scores.length == 0 ? 0.5 : policy.padShare().score(share));
        // Too few frames to trust either way.
        return scores.length < policy.padMinFrames() ? pad.atMost(0.5).atLeast(DOUBT) : pad;
    }

    private Component planar(Track track, Neutral neutral) {
        double[] residuals = track.frames().stream()
                .filter(frame -> Track.face(frame).planarResidual() != null)
                .filter(frame -> Math.abs(track.yaw().values()[track.yaw().index(frame.time())] - neutral.yaw())
                        >= policy.planarYaw())
                .mapToDouble(frame -> Objects.requireNonNull(Track.face(frame).planarResidual()))
                .toArray();
        boolean measured = residuals.length >= policy.planarMinFrames();
        double residual = measured ? Stats.median(residuals) : Double.NaN;
        return new Component(
                "planarResidual",
                residual,
                policy.planar().pass(),
                measured ? policy.planar().score(residual) : 1);
    }

    private enum Scene {
        BORDER,
        MOIRE
    }

    private static Component scene(Track track, String name, Policy.Range range, Scene which) {
        double value = Stats.median(track.frames().stream()
                .map(FrameFacts::scene)
                .map(scene -> which == Scene.BORDER ? scene.border() : scene.moire())
                .toList());
        return new Component(name, value, range.pass(), Double.isNaN(value) ? 1 : range.score(value));
    }

    private Component wholePicture(Track track) {
        List<Double> ratios = track.frames().stream()
                .map(FrameFacts::scene)
                .filter(scene -> scene.faceMotion() >= policy.wholePictureMotion())
                .map(scene -> Math.min(scene.backgroundMotion(), scene.faceMotion())
                        / Math.max(scene.backgroundMotion(), scene.faceMotion()))
                .toList();
        double ratio = ratios.size() < policy.planarMinFrames() ? Double.NaN : Stats.median(ratios);
        return new Component(
                "wholePictureMotion",
                ratio,
                policy.wholePicture().pass(),
                Double.isNaN(ratio) ? 1 : policy.wholePicture().score(ratio));
    }
}
