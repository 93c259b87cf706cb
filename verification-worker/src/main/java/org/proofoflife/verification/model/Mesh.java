package org.proofoflife.verification.model;

import org.proofoflife.verification.facts.FaceFacts.Box;

/**
 * A fitted face mesh.
 *
 * @param landmarks 468 x, y, z triples in pixels of the picture, z towards the camera negative
 * @param presence probability that there is a face at all, 0..1
 */
public record Mesh(float[] landmarks, double presence) {

    public static final int POINTS = 468;
    /** Outer corner of the eye on the left and right of an unmirrored picture. */
    public static final int EYE_LEFT = 33;

    public static final int EYE_RIGHT = 263;
    /** The corners beside the nose. */
    public static final int EYE_LEFT_INNER = 133;

    public static final int EYE_RIGHT_INNER = 362;

    private static final double HOLD = 0.5;

    /** Whether there is a face under it; elsewhere a mesh is a guess. */
    public boolean holds() {
        return presence >= HOLD;
    }

    public float x(int point) {
        return landmarks[3 * point];
    }

    public float y(int point) {
        return landmarks[3 * point + 1];
    }

    public float z(int point) {
        return landmarks[3 * point + 2];
    }

    /** The upright rectangle around all points. */
    public Box bounds() {
        float left = Float.MAX_VALUE;
        float top = Float.MAX_VALUE;
        float right = -Float.MAX_VALUE;
        float bottom = -Float.MAX_VALUE;
        for (int point = 0; point < POINTS; point++) {
            left = Math.min(left, x(point));
            right = Math.max(right, x(point));
            top = Math.min(top, y(point));
            bottom = Math.max(bottom, y(point));
        }
        return new Box(left, top, right - left, bottom - top);
    }
}
