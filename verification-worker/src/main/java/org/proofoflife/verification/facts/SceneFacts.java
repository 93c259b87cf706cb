package org.proofoflife.verification.facts;

import org.jspecify.annotations.Nullable;

/**
 * What was measured around the face; values are NaN-free, 0 where nothing was found.
 *
 * @param backgroundUniformity 0 (busy) to 1 (one colour)
 * @param backgroundMotion median length of the optical flow beside the face since the measurement before, about a fifth of a
 *     second, in inter-ocular distances; 0 also while the face keeps still
 * @param faceMotion the same inside the face
 * @param border strength of straight edges that enclose the face (bezel, paper or screen edge), 0..1
 * @param moire share of spectral energy in isolated off-axis peaks, 0..1
 * @param bands relative change of brightness since the measurement before by which level strips beside the face differ, RMS;
 *     null on frames where it was not measured
 */
public record SceneFacts(
        double backgroundUniformity,
        double backgroundMotion,
        double faceMotion,
        double border,
        double moire,
        @Nullable Double bands) {}
