package org.proofoflife.verification.facts;

import org.jspecify.annotations.Nullable;

/**
 * Components of capture quality of one face, after ISO/IEC 29794-5.
 *
 * @param exposure mean luminance of the face, 0..255
 * @param contrast standard deviation of the face's luminance
 * @param sharpness variance of the Laplacian of the face normalised to 128 px, higher is sharper
 * @param faceToBackground face luminance over background luminance; below 1 = light from behind
 * @param leftToRight luminance of the picture-left half of the face over the right half
 * @param eyesVisible 0 (one or both covered, dark glasses) to 1 (open to view); closed lids are visible eyes
 * @param browVisible 0 (brim, hair) to 1
 * @param share width of the face box over the picture's shorter side
 * @param cut share of the face oval that lies outside the picture, 0..1
 * @param asymmetry how much more of the face's width lies on the picture's left of the nose than on its right, -1..1: a
 *     face seen from the front has 0; null in observations of before it was measured
 * @param distance from the camera, metres, as estimated by a usual lens and an adult's eyes; null likewise
 * @param cast blue less red of the cheeks' skin, Cb - Cr of 8 bits: negative in white light; null likewise
 */
public record FaceQuality(
        double exposure,
        double contrast,
        double sharpness,
        double faceToBackground,
        double leftToRight,
        double eyesVisible,
        double browVisible,
        double share,
        double cut,
        @Nullable Double asymmetry,
        @Nullable Double distance,
        @Nullable Double cast) {}
