package org.proofoflife.verification.facts;

import org.jspecify.annotations.Nullable;

/**
 * One sampled frame.
 *
 * @param time seconds from the first frame
 * @param faces how many faces the detector saw when last asked (it is not run on every tracked frame)
 * @param face the tracked face, as it was in the frame before where its picture has not changed since; null when none was
 *     found
 * @param luminance mean of the whole picture, 0..255
 * @param difference mean absolute luminance difference to the sampled frame before, 0..255; 0 on the first
 * @param scene what was measured around the face
 * @param half whether half a face is at the edge of a picture in which no whole one was found; null where not looked for
 */
public record FrameFacts(
        double time,
        int faces,
        @Nullable FaceFacts face,
        double luminance,
        double difference,
        SceneFacts scene,
        @Nullable Boolean half) {}
