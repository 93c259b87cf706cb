package org.proofoflife.verification.observe;

import org.proofoflife.verification.facts.FaceFacts.Pose;
import org.proofoflife.verification.model.Mesh;

/** Pose and openness, read off the mesh. Point numbers are those of MediaPipe's canonical face. */
final class Geometry {

    /** Around the face, from the middle of the forehead. */
    static final int[] OVAL = {
        10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
        150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109
    };

    private static final int FOREHEAD = 10;
    private static final int CHIN = 152;
    private static final int NOSE_TIP = 1;
    private static final int SIDE_LEFT = 234;
    private static final int SIDE_RIGHT = 454;
    private static final int LIPS_LEFT = 78;
    private static final int LIPS_RIGHT = 308;

    /** Between the outer corners of an adult's eyes; Farkas, Anthropometry of the Head and Face, 1994: 88 to 91 mm. */
    private static final double EYE_CORNERS_METRES = 0.09;
    /** Focal length over the picture's longer side: 60 degrees, between a phone's front camera and a notebook's. */
    private static final double FOCAL_LENGTH = 0.866;

    private Geometry() {}

    /**
     * From two axes of the head: outer eye corner to outer eye corner, and forehead to chin. Understates large yaw, so
     * that it is compared with the person's own neutral rather than taken as an angle.
     */
    static Pose pose(Mesh mesh) {
        double[] across = difference(mesh, Mesh.EYE_RIGHT, Mesh.EYE_LEFT);
        double[] down = difference(mesh, CHIN, FOREHEAD);
        return new Pose(
                Math.toDegrees(Math.atan2(across[2], Math.hypot(across[0], across[1]))),
                Math.toDegrees(Math.atan2(down[2], Math.hypot(down[0], down[1]))),
                Math.toDegrees(Math.atan2(across[1], across[0])));
    }

    /**
     * How much more of the face's width, along the line of the eyes, lies on the picture's left of the nose than on its
     * right, -1..1. Grows twice as fast as the depth that {@link #pose} goes by, and needs none.
     */
    static double asymmetry(Mesh mesh) {
        double[] across = difference(mesh, Mesh.EYE_RIGHT, Mesh.EYE_LEFT);
        double left = along(across, difference(mesh, NOSE_TIP, SIDE_LEFT));
        double right = along(across, difference(mesh, SIDE_RIGHT, NOSE_TIP));
        return left + right > 0 ? (left - right) / (left + right) : 0;
    }

    private static double along(double[] direction, double[] way) {
        return direction[0] * way[0] + direction[1] * way[1];
    }

    static double interOcular(Mesh mesh) {
        double[] across = difference(mesh, Mesh.EYE_RIGHT, Mesh.EYE_LEFT);
        return Math.sqrt(across[0] * across[0] + across[1] * across[1] + across[2] * across[2]);
    }

    /**
     * Metres from the camera, by an assumed lens: right to a fifth or so.
     *
     * @param longerSide of the picture, pixels
     */
    static double distance(Mesh mesh, int longerSide) {
        return EYE_CORNERS_METRES * FOCAL_LENGTH * longerSide / interOcular(mesh);
    }

    static double eyeImageLeft(Mesh mesh) {
        return ratio(mesh, 159, 145, Mesh.EYE_LEFT, Mesh.EYE_LEFT_INNER);
    }

    static double eyeImageRight(Mesh mesh) {
        return ratio(mesh, 386, 374, Mesh.EYE_RIGHT_INNER, Mesh.EYE_RIGHT);
    }

    static double mouth(Mesh mesh) {
        return ratio(mesh, 13, 14, LIPS_LEFT, LIPS_RIGHT);
    }

    /** Over the inter-ocular distance: smiles draw it out, opened jaws do not. */
    static double mouthWidth(Mesh mesh) {
        return length(mesh, LIPS_LEFT, LIPS_RIGHT) / interOcular(mesh);
    }

    private static double ratio(Mesh mesh, int upper, int lower, int corner, int otherCorner) {
        double width = length(mesh, corner, otherCorner);
        return width > 0 ? length(mesh, upper, lower) / width : 0;
    }

    private static double length(Mesh mesh, int one, int other) {
        return Math.hypot(mesh.x(one) - mesh.x(other), mesh.y(one) - mesh.y(other));
    }

    private static double[] difference(Mesh mesh, int to, int from) {
        return new double[] {mesh.x(to) - mesh.x(from), mesh.y(to) - mesh.y(from), mesh.z(to) - mesh.z(from)};
    }
}
