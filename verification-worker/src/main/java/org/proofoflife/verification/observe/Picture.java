package org.proofoflife.verification.observe;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.NORM_L1;
import static org.bytedeco.opencv.global.opencv_core.mean;
import static org.bytedeco.opencv.global.opencv_core.norm;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_YUV2BGR_I420;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;
import org.proofoflife.verification.decode.VideoFrame;
import org.proofoflife.verification.model.Colours;
import org.proofoflife.verification.model.Warp;

/**
 * The views of one frame that the meters share, each made when it is first asked for. Native memory: close it before the
 * next frame.
 *
 * <p>{@code small} is the luminance reduced to {@value #SMALL_SIDE} pixels on its longer side; {@code shades} are its
 * pixels on the Java side.
 */
final class Picture implements Colours, AutoCloseable {

    static final int SMALL_SIDE = 320;

    /** From studio range to 0..255. */
    private static final double BLACK = 16;

    private static final double STRETCH = 255.0 / 219;

    private final VideoFrame frame;
    private final Mat luma;
    private final Mat small;
    private final double scale;
    private @Nullable Mat bgr;
    private byte @Nullable [] shades;

    Picture(VideoFrame frame) {
        this.frame = frame;
        luma = frame.i420().rowRange(0, frame.height());
        small = new Mat();
        scale = Math.min(1.0, (double) SMALL_SIDE / Math.max(frame.width(), frame.height()));
        try (Size size = new Size((int) Math.round(frame.width() * scale), (int) Math.round(frame.height() * scale))) {
            resize(luma, small, size, 0, 0, INTER_AREA);
        }
    }

    double time() {
        return frame.time();
    }

    int width() {
        return frame.width();
    }

    int height() {
        return frame.height();
    }

    Mat luma() {
        return luma;
    }

    /** All of the picture in colour. */
    Mat bgr() {
        Mat made = bgr;
        if (made == null) {
            made = new Mat();
            cvtColor(frame.i420(), made, COLOR_YUV2BGR_I420);
            bgr = made;
        }
        return made;
    }

    /** The planes are cut before they are made colourful: a third of the work of the other way round. */
    @Override
    public Mat square(double[] affine, int side) {
        double[] halved = affine.clone();
        // Two by two pixels share their chroma, whose place is between them.
        halved[2] = (affine[2] + (affine[0] + affine[1] - 1) / 2) / 2;
        halved[5] = (affine[5] + (affine[3] + affine[4] - 1) / 2) / 2;
        Mat colours = new Mat();
        try (Mat planes = new Mat(side * 3 / 2, side, CV_8UC1);
                Mat shades = planes.rowRange(0, side)) {
            Warp.into(shades, luma, affine, side);
            for (int plane = 0; plane < 2; plane++) {
                try (Mat from = chroma(frame.i420(), frame.width(), frame.height(), plane);
                        Mat to = chroma(planes, side, side, plane)) {
                    Warp.into(to, from, halved, side / 2);
                }
            }
            cvtColor(planes, colours, COLOR_YUV2BGR_I420);
        }
        return colours;
    }

    /** @param plane 0 for U, 1 for V: each a quarter of the luminance, one after the other behind it */
    private static Mat chroma(Mat i420, int width, int height, int plane) {
        long luminance = (long) width * height;
        try (BytePointer pixels = i420.data()) {
            return new Mat(height / 2, width / 2, CV_8UC1, pixels.getPointer(luminance + plane * luminance / 4));
        }
    }

    Mat small() {
        return small;
    }

    /** Pixels of {@link #small()} over pixels of the picture. */
    double scale() {
        return scale;
    }

    /** Luminance 0..255 of the reduced picture's pixel, the studio range undone; edges are repeated. */
    double shade(int x, int y) {
        int column = Math.max(0, Math.min(small.cols() - 1, x));
        int row = Math.max(0, Math.min(small.rows() - 1, y));
        int value = shades()[row * small.cols() + column] & 0xff;
        return Math.max(0, Math.min(255, (value - BLACK) * STRETCH));
    }

    /** Luminance at a point of the picture. */
    double shadeAt(double x, double y) {
        return shade((int) (x * scale), (int) (y * scale));
    }

    /** Cb - Cr at a point of the picture. */
    double blueLessRed(double x, double y) {
        int width = frame.width() / 2;
        int height = frame.height() / 2;
        long column = Math.max(0, Math.min(width - 1, (int) (x / 2)));
        long row = Math.max(0, Math.min(height - 1, (int) (y / 2)));
        long plane = (long) width * height;
        long blue = 4 * plane + row * width + column;
        try (BytePointer pixels = frame.i420().data()) {
            return (pixels.get(blue) & 0xff) - (pixels.get(blue + plane) & 0xff);
        }
    }

    double meanShade() {
        try (Scalar mean = mean(small)) {
            return Math.max(0, (mean.get(0) - BLACK) * STRETCH);
        }
    }

    /** Mean absolute difference of luminance to the reduced picture of a frame of the same size, 0..255. */
    double difference(Mat before) {
        if (before.rows() != small.rows() || before.cols() != small.cols()) {
            return 255;
        }
        return norm(small, before, NORM_L1, null) / ((double) small.rows() * small.cols()) * STRETCH;
    }

    private byte[] shades() {
        byte[] made = shades;
        if (made == null) {
            made = new byte[small.rows() * small.cols()];
            small.data().get(made, 0, made.length);
            shades = made;
        }
        return made;
    }

    @Override
    public void close() {
        if (bgr != null) {
            bgr.close();
        }
        small.close();
        luma.close();
    }
}
