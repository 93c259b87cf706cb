package org.proofoflife.verification.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.proofoflife.storage.certification.Action;
import org.proofoflife.verification.facts.ClipFacts;
import org.proofoflife.verification.facts.FaceFacts;
import org.proofoflife.verification.facts.FaceQuality;
import org.proofoflife.verification.facts.FrameFacts;
import org.proofoflife.verification.facts.Observation;
import org.proofoflife.verification.facts.SceneFacts;

/**
 * Facts of a clip drawn from curves, in the person's own terms (yaw positive = the person's left), with the noise that
 * the mesh was measured to have. Genuine and well lit unless told otherwise.
 */
final class SyntheticClip {

    private record Move(String channel, double start, double rise, double hold, double amount) {
        double at(double t) {
            double local = t - start;
            double share;
            if (local <= 0 || local >= 2 * rise + hold) {
                share = 0;
            } else if (local < rise) {
                share = local / rise;
            } else if (local <= rise + hold) {
                share = 1;
            } else {
                share = (2 * rise + hold - local) / rise;
            }
            return amount * share * share * (3 - 2 * share);
        }
    }

    private final List<Move> moves = new ArrayList<>();
    private double seconds = 12;
    private double rate = 15;
    private double shift;
    private boolean mirrored;
    private double noise = 0.4;
    private double neutralYaw = 2;
    private double neutralPitch = 9;
    private double pad = 0.97;
    private double planar = 0.05;
    private double relief = 0.7;
    private double reference = 0.75;
    private long seed = 7;
    private UnaryOperator<FrameFacts> last = frame -> frame;

    /** Blinks and smiles a little before the first prompt, as people do. */
    SyntheticClip() {
        blink(0.9).move("mouth", 0.6, 0.3, 0.4, 0.09);
    }

    /** Neither blinks nor smiles. */
    SyntheticClip lifeless() {
        moves.clear();
        return this;
    }

    SyntheticClip seconds(double value) {
        seconds = value;
        return this;
    }

    SyntheticClip rate(double value) {
        rate = value;
        return this;
    }

    /** Everything happens that much later. */
    SyntheticClip shift(double value) {
        shift = value;
        return this;
    }

    SyntheticClip mirrored(boolean value) {
        mirrored = value;
        return this;
    }

    SyntheticClip seed(long value) {
        seed = value;
        return this;
    }

    SyntheticClip neutral(double yaw, double pitch) {
        neutralYaw = yaw;
        neutralPitch = pitch;
        return this;
    }

    SyntheticClip pad(double value) {
        pad = value;
        return this;
    }

    /** How far the nose of a head or of a picture stands out while turned. */
    SyntheticClip relief(double value) {
        relief = value;
        return this;
    }

    /** Residual of a head or of a plane while turned. */
    SyntheticClip planar(double value) {
        planar = value;
        return this;
    }

    /** Cosine to the enrolled face. */
    SyntheticClip reference(double value) {
        reference = value;
        return this;
    }

    SyntheticClip each(UnaryOperator<FrameFacts> change) {
        UnaryOperator<FrameFacts> before = last;
        last = frame -> change.apply(before.apply(frame));
        return this;
    }

    SyntheticClip quality(UnaryOperator<FaceQuality> change) {
        return face(face -> Records.with(face, "quality", change.apply(face.quality())));
    }

    SyntheticClip face(UnaryOperator<FaceFacts> change) {
        return each(frame -> frame.face() == null ? frame : Records.with(frame, "face", change.apply(frame.face())));
    }

    SyntheticClip scene(Function<FrameFacts, SceneFacts> seen) {
        return each(frame -> Records.with(frame, "scene", seen.apply(frame)));
    }

    SyntheticClip turnLeft(double at) {
        return move("yaw", at, 0.7, 0.8, 24);
    }

    SyntheticClip turnRight(double at) {
        return move("yaw", at, 0.7, 0.8, -24);
    }

    /** The eye ratio sinks as well, as it does in the mesh. */
    SyntheticClip lookUp(double at) {
        return move("pitch", at, 0.7, 0.8, -18).move("eyes", at, 0.7, 0.8, -0.1);
    }

    SyntheticClip lookDown(double at) {
        return move("pitch", at, 0.7, 0.8, 18).move("eyes", at, 0.7, 0.8, -0.06);
    }

    SyntheticClip blink(double at) {
        return move("eyes", at, 0.1, 0.06, -0.08);
    }

    SyntheticClip openMouth(double at) {
        return move("mouth", at, 0.4, 0.6, 0.5);
    }

    SyntheticClip act(Action action, double at) {
        return switch (action) {
            case TURN_LEFT -> turnLeft(at);
            case TURN_RIGHT -> turnRight(at);
            case LOOK_UP -> lookUp(at);
            case LOOK_DOWN -> lookDown(at);
            case BLINK -> blink(at);
            case OPEN_MOUTH -> openMouth(at);
            case NOD -> nod(at);
            case SHAKE -> shake(at);
        };
    }

    /** A wide one that shows the teeth, as measured on a real face. */
    SyntheticClip smile(double at) {
        return move("mouth", at, 0.4, 1.2, 0.26).move("mouthWidth", at, 0.4, 1.2, 0.17);
    }

    SyntheticClip nod(double at) {
        return move("pitch", at, 0.3, 0, 14).move("pitch", at + 0.7, 0.3, 0, 13);
    }

    SyntheticClip shake(double at) {
        return move("yaw", at, 0.25, 0, 16).move("yaw", at + 0.5, 0.25, 0, -16).move("yaw", at + 1.0, 0.25, 0, 12);
    }

    SyntheticClip speech(double from, double to) {
        for (double t = from; t < to; t += 0.25) {
            move("mouth", t, 0.08, 0.02, 0.12 + 0.1 * ((int) (t * 4) % 2));
        }
        return this;
    }

    SyntheticClip move(String channel, double start, double rise, double hold, double amount) {
        moves.add(new Move(channel, start, rise, hold, amount));
        return this;
    }

    private double value(String channel, double t) {
        return moves.stream()
                .filter(move -> move.channel().equals(channel))
                .mapToDouble(move -> move.at(t - shift))
                .sum();
    }

    Observation observe() {
        Random random = new Random(seed);
        List<FrameFacts> frames = new ArrayList<>();
        int count = (int) Math.floor((seconds + shift) * rate);
        for (int i = 0; i < count; i++) {
            frames.add(last.apply(frame(i / rate, random, i)));
        }
        return new Observation(
                Observation.VERSION,
                new ClipFacts("00", 640, 480, seconds + shift, rate, "mp4", "h264"),
                frames,
                Map.of("mesh", "synthetic"));
    }

    private FrameFacts frame(double t, Random random, int index) {
        double yaw = value("yaw", t);
        double pitch = value("pitch", t);
        double sway = 1.2 * Math.sin(0.9 * t + 0.3) + 0.8 * Math.sin(2.3 * t);
        double personYaw = neutralYaw + yaw + sway + noise * random.nextGaussian();
        double left = 0.30 + value("eyes", t) + value("leftEye", t) + 0.004 * random.nextGaussian();
        double right = 0.29 + value("eyes", t) + value("rightEye", t) + 0.004 * random.nextGaussian();
        boolean turned = Math.max(Math.abs(yaw), Math.abs(pitch)) >= 8;
        boolean frontal = Math.abs(yaw) < 12 && Math.abs(pitch) < 12;
        double arcface = reference + 0.02 * random.nextGaussian();
        FaceFacts face = new FaceFacts(
                new FaceFacts.Box(240 + sway + 2 * yaw, 140 + pitch, 160, 200),
                0.99,
                new float[0],
                new FaceFacts.Pose(
                        mirrored ? -personYaw : personYaw,
                        neutralPitch + pitch + 0.6 * Math.sin(1.4 * t) + noise * random.nextGaussian(),
                        (mirrored ? -1 : 1) * (1 + 0.5 * Math.sin(0.7 * t))),
                95,
                mirrored ? left : right,
                mirrored ? right : left,
                0.02 + value("shut", t),
                0.02 + value("shut", t),
                Math.max(0, 0.04 + value("mouth", t) + 0.006 * random.nextGaussian()),
                0.5 + value("mouthWidth", t),
                new FaceQuality(125, 40, 180, 0.8, 1.05, 0.95, 0.95, 0.34, 0, 0.02, 0.5, -30.0),
                index % 3 == 0 ? Double.valueOf(pad) : null,
                turned ? Double.valueOf(planar * (1 + 0.1 * random.nextGaussian())) : null,
                turned ? Double.valueOf(0.08) : null,
                turned ? new FaceFacts.Relief(relief + 0.1 * random.nextGaussian(), 0.1) : null,
                frontal ? new FaceFacts.Similarities(Map.of("arcface", arcface)) : null,
                frontal ? new FaceFacts.Similarities(Map.of("arcface", 0.85)) : null);
        return new FrameFacts(
                t, 1, face, 130, 1.4, new SceneFacts(0.8, 0.002, 0.01 + Math.abs(yaw) / 400, 0.05, 0, null), null);
    }
}
