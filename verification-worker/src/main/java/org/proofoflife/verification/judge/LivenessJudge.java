package org.proofoflife.verification.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.Action;
import org.proofoflife.storage.certification.Challenge;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.verification.facts.FaceFacts;
import org.proofoflife.verification.facts.FaceFacts.Relief;
import org.proofoflife.verification.facts.FrameFacts;
import org.proofoflife.verification.facts.Observation;
import org.proofoflife.verification.facts.SceneFacts;
import org.proofoflife.verification.judge.Judgement.Axis;
import org.proofoflife.verification.judge.Judgement.AxisResult;
import org.proofoflife.verification.judge.Judgement.Band;
import org.proofoflife.verification.judge.policy.Policy;

/**
 * A living head before the camera, or a picture of one. Independent signals that catch different species; see
 * RATIONALE-judge.md for what each can't.
 */
final class LivenessJudge {

    private static final double HALF = 0.5;

    private final Policy.Liveness policy;
    private final TemporalEvidence temporal;

    LivenessJudge(Policy.Liveness policy) {
        this.policy = policy;
        this.temporal = new TemporalEvidence(policy);
    }

    AxisResult judge(
            Observation observation, Track track, Neutral neutral, Movements movements, @Nullable Challenge challenge) {
        List<FaceFacts> asked = track.frames().stream()
                .map(Track::face)
                .filter(face -> face.pad() != null)
                .toList();
        double[] pad = asked.stream()
                .map(FaceFacts::pad)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        // Nearer than that the surround by which the model tells does not fit into the picture: what it says is doubt.
        boolean near =
                Stats.median(asked.stream().map(face -> face.quality().share()).toList()) > policy.padMaxShare();
        Component padShare = padShare(pad);
        Component padMedian = padMedian(pad);
        Component planar = planar(track, neutral);
        Component relief = relief(track);
        Component border = scene(track, "border", 0.5, policy.border(), SceneFacts::border);
        Component moire =
                scene(track, "moire", Math.min(policy.moireShare(), moments(track)), policy.moire(), SceneFacts::moire);
        Component moments = scene(track, "moireMoments", moments(track), policy.moire(), SceneFacts::moire);
        Component whole = wholePicture(track);
        boolean turns =
                challenge != null && (challenge.asksFor(Action.TURN_LEFT) || challenge.asksFor(Action.TURN_RIGHT));
        Component life = life(track, movements, relief, whole.value(), turns);
        boolean alive = life.score() >= 1;
        Component flat = flat(track, whole.value(), alive);
        // Two things that have an innocent explanation each have none together.
        boolean screen = border.score() <= 0
                || moire.score() <= 0
                || (moire.score() < 1 && (padShare.score() < 1 || border.score() < 1))
                || (border.score() < HALF && padShare.score() <= 0);
        boolean padSure = padShare.score() >= 1;

        List<Component> parts = new ArrayList<>();
        // Few live frames are doubt; hardly any are suspicion, unless the head lives: the model dislikes some people on
        // most frames. A replay of a genuine performance lives as well, so any sign of a screen takes the excuse away.
        parts.add(screen && !near ? padShare : padShare.atLeast(Component.DOUBT));
        parts.add((alive && !screen) || near ? padMedian.atLeast(Component.DOUBT) : padMedian);
        parts.add(planar);
        parts.add(relief);
        parts.add(flat);
        // Straight edges occur behind real people: alone they are doubt, unless so strong that they make a screen
        // above.
        // The lattice of a screen on a face is not.
        parts.add(padSure ? border.atLeast(Component.DOUBT) : border);
        parts.add(screen ? moire.atMost(0) : moire);
        // The same as strong on two looks alone: a lattice that mostly escapes the camera, or a knitted hat.
        parts.add(moments.atLeast(moments.score() <= 0 ? Component.DOUBT : 1));
        parts.addAll(new Flicker(policy).of(track));
        // A hand-held camera moves the whole picture as well: it counts only where the model already hesitates.
        parts.add(whole.atLeast(padSure ? 1 : Component.DOUBT));
        // Cool light makes a pale face as blue as a screen does: the same.
        parts.add(colourCast(track).atLeast(padSure ? 1 : Component.DOUBT));
        parts.addAll(temporal.of(observation, track, challenge != null));
        parts.add(life);
        return result(track, parts);
    }

    private static AxisResult result(Track track, List<Component> parts) {
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

    private Component padShare(double[] pad) {
        double live = 0;
        for (double score : pad) {
            live += score >= policy.padLive() ? 1 : 0;
        }
        double share = pad.length == 0 ? Double.NaN : live / pad.length;
        // Too few frames are no reason to believe either way.
        double score = pad.length < policy.padMinFrames()
                ? Component.DOUBT
                : policy.padShare().score(share);
        return new Component("padLiveShare", share, policy.padShare().pass(), score);
    }

    /** Robust against one good frame: half of the frames have to be at least so live. */
    private Component padMedian(double[] pad) {
        double median = Stats.median(pad);
        boolean hardlyLive = pad.length >= policy.padMinFrames() && median < policy.padAttack();
        return new Component("padMedian", median, policy.padAttack(), hardlyLive ? 0 : 1);
    }

    private Component planar(Track track, Neutral neutral) {
        double[] residuals = track.frames().stream()
                .filter(frame -> Track.face(frame).planarResidual() != null && isTurned(frame, track, neutral))
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

    /** A bent sheet is no plane, but has no nose: the mean of all looks, weighted by what is known of their errors. */
    private Component relief(Track track) {
        List<Relief> looks = track.frames().stream()
                .map(frame -> Track.face(frame).relief())
                .filter(Objects::nonNull)
                .toList();
        double weights = 0;
        double sum = 0;
        for (Relief look : looks) {
            double weight = 1 / (look.error() * look.error());
            weights += weight;
            sum += weight * look.share();
        }
        boolean measured = looks.size() >= policy.planarMinFrames();
        double share = measured ? sum / weights : Double.NaN;
        return new Component(
                "relief",
                share,
                policy.relief().pass(),
                measured ? policy.relief().score(share) : 1);
    }

    /**
     * The most that the skin of the face ever differs from a plane, in whatever it does. Somebody who hardly stirs stays
     * near one too, so that alone it is doubt; a picture that is tilted, or moved about with its background, and still
     * is a plane has no such excuse.
     */
    private Component flat(Track track, double wholePicture, boolean alive) {
        List<FaceFacts> faces = track.frames().stream()
                .map(Track::face)
                .filter(face -> face.planarResidual() != null)
                .toList();
        if (faces.size() < policy.planarMinFrames()) {
            return new Component("mostDepth", Double.NaN, policy.flat().pass(), 1);
        }
        double most = Stats.quantile(
                policy.flatShare(),
                faces.stream()
                        .map(FaceFacts::planarResidual)
                        .filter(Objects::nonNull)
                        .toList());
        double score = policy.flat().score(most);
        boolean tilted = score < 1 && shapeOfDeformed(faces) <= policy.flatOfDeformation();
        boolean carried =
                score <= 0 && wholePicture >= policy.wholePicture().pass() && travel(track) >= policy.flatTravel();
        return new Component(
                "mostDepth",
                most,
                policy.flat().pass(),
                tilted || carried ? 0 : alive ? 1 : Math.max(score, Component.DOUBT));
    }

    /** Share of the deformation that no plane explains, where there is enough of it; NaN where there is not. */
    private double shapeOfDeformed(List<FaceFacts> faces) {
        return Stats.median(faces.stream()
                .filter(face -> face.deformation() != null && face.deformation() >= policy.flatDeformation())
                .map(face -> Objects.requireNonNull(face.planarResidual()) / Objects.requireNonNull(face.deformation()))
                .toList());
    }

    /** How far the face goes in the picture, inter-ocular distances; its upper edge, because jaws move the lower one. */
    private static double travel(Track track) {
        double unit = Stats.median(track.frames().stream()
                .map(frame -> Track.face(frame).interOcular())
                .toList());
        double x = spread(track, face -> face.box().x() + face.box().width() / 2);
        double y = spread(track, face -> face.box().y());
        return Math.max(x, y) / unit;
    }

    private static double spread(Track track, ToDoubleFunction<FaceFacts> measure) {
        double[] values = track.frames().stream()
                .mapToDouble(frame -> measure.applyAsDouble(Track.face(frame)))
                .toArray();
        return Stats.quantile(0.95, values) - Stats.quantile(0.05, values);
    }

    private boolean isTurned(FrameFacts frame, Track track, Neutral neutral) {
        return Math.abs(track.yaw().at(frame.time()) - neutral.yaw()) >= policy.planarYaw()
                || Math.abs(track.pitch().at(frame.time()) - neutral.pitch()) >= policy.planarPitch();
    }

    /** The share of a clip beyond which only moments of it lie, longer than one look that compression may fool. */
    private double moments(Track track) {
        return Math.max(0, 1 - policy.moireSeconds() / (track.yaw().size() * Curve.STEP));
    }

    private static Component scene(
            Track track, String name, double share, Policy.Range range, ToDoubleFunction<SceneFacts> measure) {
        double value = Stats.quantile(share, overTime(track, measure));
        return new Component(name, value, range.pass(), Double.isNaN(value) ? 1 : range.score(value));
    }

    /** Sampled evenly: stretches of the clip that were looked at more often must not count for more. */
    private static double[] overTime(Track track, ToDoubleFunction<SceneFacts> measure) {
        return Curve.of(
                        track.frames().stream().mapToDouble(FrameFacts::time).toArray(),
                        track.frames().stream()
                                .mapToDouble(frame -> measure.applyAsDouble(frame.scene()))
                                .toArray())
                .values();
    }

    /** Skin is redder than blue in any light that a camera balances, and bluer on many a screen. */
    private Component colourCast(Track track) {
        double cast = Stats.median(track.frames().stream()
                .map(frame -> Track.face(frame).quality().cast())
                .filter(Objects::nonNull)
                .toList());
        return new Component("colourCast", cast, policy.colourCast(), cast >= policy.colourCast() ? 0 : 1);
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

    /**
     * Passing takes a positive sign of life: a head with depth, or eyes and mouth that both move by themselves. A photo
     * without a border has none of the faults above; with holes for the eyes or the mouth it moves one of them. A print that
     * the nose of its wearer pushes out has some depth, so that little of it takes eyes or mouth as well. Whoever turned as
     * asked has shown depth or has none.
     *
     * @param turns whether the challenge asks for a turn
     */
    private Component life(Track track, Movements movements, Component relief, double wholePicture, boolean turns) {
        boolean solid = Double.isFinite(relief.value()) && relief.score() >= 1;
        boolean surelySolid = solid && relief.value() >= policy.reliefSure();
        double mouth = Stats.quantile(0.98, track.mouth().values())
                - Stats.quantile(0.3, track.mouth().values());
        boolean speaks = mouth >= policy.lifeMouth();
        boolean blinks = !movements.blinks().isEmpty();
        boolean alive = surelySolid
                || (solid && (blinks || speaks))
                || (blinks && speaks && !turns && !(wholePicture >= policy.lifeWholePicture()));
        double signs = (solid ? 1 : 0) + (blinks ? 0.5 : 0) + (speaks ? 0.5 : 0);
        return new Component("signsOfLife", signs, 1.0, alive ? 1 : Component.DOUBT);
    }
}
