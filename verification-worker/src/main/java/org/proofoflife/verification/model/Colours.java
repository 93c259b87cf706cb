package org.proofoflife.verification.model;

import org.bytedeco.opencv.opencv_core.Mat;
import org.proofoflife.verification.facts.FaceFacts.Box;

/** A picture whose colours need only be made where somebody looks. */
public interface Colours {

    /**
     * At least the part of {@code area} that lies inside the picture, and never nothing.
     *
     * @return pixels that stay the picture's own and hold until it is asked again
     */
    Patch bgr(Box area);

    /**
     * A part of a picture.
     *
     * @param pixels 8-bit BGR
     * @param left column of the picture that is the part's first
     * @param top row of the picture that is the part's first
     */
    record Patch(Mat pixels, int left, int top) {}
}
