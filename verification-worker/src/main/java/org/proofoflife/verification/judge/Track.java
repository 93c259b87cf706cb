package org.proofoflife.verification.judge;

import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.proofoflife.verification.facts.FaceFacts;
import org.proofoflife.verification.facts.FrameFacts;
import org.proofoflife.verification.facts.Observation;

/**
 * The face through the clip in the person's own terms: the one place where mirroring is undone. Yaw positive = towards
 * the person's left shoulder, pitch positive = chin down.
 *
 * @param frames those with a face
 * @param x centre of the box, as y, in pixels
 */
record Track(
        List<FrameFacts> frames,
        Curve yaw,
        Curve pitch,
        Curve roll,
        Curve eyes,
        Curve leftEye,
        Curve rightEye,
        Curve leftShut,
        Curve rightShut,
        Curve mouth,
        Curve mouthWidth,
        Curve x,
        Curve y) {

    static Track of(Observation observation, boolean mirrored, double maxCut) {
        List<FrameFacts> all = observation.frames();
        double sign = mirrored ? -1 : 1;
        return new Track(
                all.stream().filter(frame -> frame.face() != null).toList(),
                curve(all, face -> inside(face, maxCut, sign * face.pose().yaw())),
                curve(all, face -> inside(face, maxCut, face.pose().pitch())),
                curve(all, face -> sign * face.pose().roll()),
                curve(all, face -> inside(face, maxCut, (face.eyeImageLeft() + face.eyeImageRight()) / 2)),
                curve(all, face -> inside(face, maxCut, mirrored ? face.eyeImageLeft() : face.eyeImageRight())),
                curve(all, face -> inside(face, maxCut, mirrored ? face.eyeImageRight() : face.eyeImageLeft())),
                curve(all, face -> known(mirrored ? face.shutImageLeft() : face.shutImageRight())),
                curve(all, face -> known(mirrored ? face.shutImageRight() : face.shutImageLeft())),
                curve(all, face -> inside(face, maxCut, face.mouth())),
                curve(all, face -> known(face.mouthWidth())),
                curve(all, face -> face.box().x() + face.box().width() / 2),
                curve(all, face -> face.box().y() + face.box().height() / 2));
    }

    private static double known(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    private static double inside(FaceFacts face, double maxCut, double value) {
        return face.quality().cut() <= maxCut ? value : Double.NaN;
    }

    private static Curve curve(List<FrameFacts> frames, ToDoubleFunction<FaceFacts> measure) {
        return Curve.of(
                frames.stream().mapToDouble(FrameFacts::time).toArray(),
                frames.stream()
                        .mapToDouble(frame -> frame.face() == null ? Double.NaN : measure.applyAsDouble(frame.face()))
                        .toArray());
    }

    /** The face of a frame of {@link #frames()}. */
    static FaceFacts face(FrameFacts frame) {
        return Objects.requireNonNull(frame.face());
    }
}
