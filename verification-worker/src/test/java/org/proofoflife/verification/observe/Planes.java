package org.proofoflife.verification.observe;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** The planes of a picture that a test makes itself. */
final class Planes {

    private Planes() {}

    /** @param i420 planar YUV 4:2:0, one and a half bytes a pixel */
    static Mat of(byte[] i420, int width) {
        Mat planes = new Mat(i420.length / width, width, opencv_core.CV_8UC1);
        planes.data().put(i420);
        return planes;
    }
}
