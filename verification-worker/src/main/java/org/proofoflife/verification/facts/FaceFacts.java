package org.proofoflife.verification.facts;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * One face in one frame. Image terms throughout: left and right are the picture's, whether or not it is mirrored.
 *
 * @param box in pixels
 * @param score probability of the mesh that a face is under it, 0..1
 * @param landmarks 468 x, y, z triples of the face mesh in pixels, z towards the camera negative
 * @param pose head pose
 * @param interOcular distance between the outer eye corners in 3-D, pixels
 * @param eyeImageLeft eye aspect ratio of the eye on the picture's left
 * @param eyeImageRight eye aspect ratio of the eye on the picture's right
 * @param shutImageLeft probability that the eye on the picture's left is shut, by its look; null where no blink is prompted
 * @param shutImageRight the same of the eye on the picture's right
 * @param mouth inner-lip aspect ratio
 * @param mouthWidth of the inner lips from corner to corner, over interOcular; null in observations of before it was measured
 * @param quality what S6 of the instructions asks for
 * @param pad probability of a bona fide presentation by the PAD model; null on frames where it was not run
 * @param planarResidual RMS residual of a homography from the neutral frame's face corners to this frame's, over
 *     interOcular; null where not measured (too few tracked corners, or pose close to neutral)
 * @param deformation RMS by which those corners moved apart from a mere shift, zoom and roll of the neutral picture, over
 *     interOcular; null where planarResidual is, and in observations of before it was measured
 * @param relief how far the nose stands out; null where not measured (hardly turned, too few corners), and in observations of
 *     before it was measured
 * @param matchReference similarity to the enrolled face per matcher id, higher is more alike; null where not measured: the
 *     most frontal face of every two seconds is
 * @param matchClip similarity to the clip's own first frontal face; null where not measured: those faces are, and by the first
 *     matcher alone the face of every second that moved most
 */
public record FaceFacts(
        Box box,
        double score,

        @JsonSerialize(using = CompactLandmarks.Writer.class) @JsonDeserialize(using = CompactLandmarks.Reader.class)
        float[] landmarks,

        Pose pose,
        double interOcular,
        double eyeImageLeft,
        double eyeImageRight,
        @Nullable Double shutImageLeft,
        @Nullable Double shutImageRight,
        double mouth,
        @Nullable Double mouthWidth,
        FaceQuality quality,
        @Nullable Double pad,
        @Nullable Double planarResidual,
        @Nullable Double deformation,
        @Nullable Relief relief,
        @Nullable Similarities matchReference,
        @Nullable Similarities matchClip) {

    /** x, y of the upper left corner, width and height, pixels. */
    public record Box(double x, double y, double width, double height) {}

    /**
     * Degrees, from the mesh. Yaw positive = turned to the picture's right, pitch positive = chin down, roll positive =
     * clockwise in the picture.
     */
    public record Pose(double yaw, double pitch, double roll) {}

    /**
     * How far a face stands out of a smooth sheet, by where its corners went as the head turned.
     *
     * @param share of what its mesh stands out: 1 as the mesh has it, 0 as a picture that is flat or bent
     * @param error standard error of the share
     */
    public record Relief(double share, double error) {}

    /** Raw similarity by matcher id: {@code dlib} = minus the L2 distance, {@code arcface} = cosine. */
    public record Similarities(Map<String, Double> byMatcher) {
        public Similarities {
            byMatcher = Map.copyOf(byMatcher);
        }
    }
}
