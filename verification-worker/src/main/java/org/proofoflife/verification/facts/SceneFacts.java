package org.proofoflife.verification.facts;

/**
 * What was measured around the face; values are NaN-free, 0 where nothing was found.
 *
 * @param backgroundUniformity 0 (busy) to 1 (one colour)
 * @param backgroundMotion mean optical-flow length outside the face, in interocular distances per sampled frame
 * @param faceMotion the same inside the face
 * @param border strength of straight edges that enclose the face (bezel, paper or screen edge), 0..1
 * @param moire share of spectral energy in isolated off-axis peaks, 0..1
 */
public record SceneFacts(
        double backgroundUniformity, double backgroundMotion, double faceMotion, double border, double moire) {}
