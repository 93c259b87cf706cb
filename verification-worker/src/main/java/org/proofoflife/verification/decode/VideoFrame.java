package org.proofoflife.verification.decode;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * One decoded picture. The pixels belong to the stream and are overwritten by the next frame.
 *
 * @param time seconds from the first frame
 * @param i420 planar YUV 4:2:0 in one 8-bit plane of {@code width} by 1.5 {@code height}
 */
public record VideoFrame(double time, int width, int height, Mat i420) {}
