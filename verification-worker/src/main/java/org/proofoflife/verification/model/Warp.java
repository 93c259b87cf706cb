package org.proofoflife.verification.model;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.WARP_INVERSE_MAP;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import java.nio.DoubleBuffer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Cuts squares out of pictures. */
public final class Warp {

    private Warp() {}

    /** As {@link Colours#square}, of planes of any kind. */
    public static Mat square(Mat from, double[] affine, int side) {
        Mat square = new Mat();
        into(square, from, affine, side);
        return square;
    }

    /** @param square made anew unless it is of that size and kind */
    public static void into(Mat square, Mat from, double[] affine, int side) {
        try (Mat map = new Mat(2, 3, CV_64F);
                Size size = new Size(side, side);
                Scalar border = new Scalar()) {
            DoubleBuffer values = map.createBuffer();
            values.put(affine);
            warpAffine(from, square, map, size, INTER_LINEAR | WARP_INVERSE_MAP, BORDER_REPLICATE, border);
        }
    }
}
