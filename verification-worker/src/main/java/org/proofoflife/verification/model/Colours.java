package org.proofoflife.verification.model;

import org.bytedeco.opencv.opencv_core.Mat;

/** A picture whose colours need only be made where somebody looks. */
@FunctionalInterface
public interface Colours {

    /**
     * A square cut out of the picture, which may lie askew in it; what is outside repeats the edge.
     *
     * @param affine the map from pixels of the square to pixels of the picture: two rows of x, y and 1
     * @param side of the square, even
     * @return 8-bit BGR, the caller's to close
     */
    Mat square(double[] affine, int side);

    /** Of a picture that is there whole. */
    static Colours of(Mat bgr) {
        return (affine, side) -> Warp.square(bgr, affine, side);
    }
}
