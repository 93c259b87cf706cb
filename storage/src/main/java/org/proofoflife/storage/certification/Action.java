package org.proofoflife.storage.certification;

/**
 * A prompted head action (动作指令). Left and right are the person's own: {@link #TURN_LEFT} turns the nose towards the
 * person's left shoulder, which is the image's right in a clip that is not mirrored.
 */
public enum Action {
    TURN_LEFT,
    TURN_RIGHT,
    LOOK_UP,
    LOOK_DOWN,
    BLINK,
    OPEN_MOUTH,
    /** Chin down and back (or up and down), at least once. */
    NOD,
    /** Left and right, or right and left, at least once each. */
    SHAKE
}
