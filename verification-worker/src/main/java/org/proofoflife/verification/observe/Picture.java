package org.proofoflife.verification.observe;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_YUV2BGR_I420;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.proofoflife.verification.decode.VideoFrame;

/**
 * The views of one frame that the meters share. Native memory: close it before the next frame.
 *
 * <p>{@code small} is the luminance reduced to {@value #SMALL_SIDE} pixels on its longer side; {@code shades} are its
 * pixels on the Java side.
 */
final class Picture implements AutoCloseable {

    static final int SMALL_SIDE = 320;

    private final double time;
    private final Mat luma;
    private final Mat bgr;
    private final Mat small;
    private final byte[] shades;
    private final double scale;

    Picture(VideoFrame frame) {
        time = frame.time();
        luma = frame.i420().rowRange(0, frame.height());
        bgr = new Mat();
        cvtColor(frame.i420(), bgr, COLOR_YUV2BGR_I420);
        small = new Mat();
        scale = Math.min(1.0, (double) SMALL_SIDE / Math.max(frame.width(), frame.height()));
        try (Size size = new Size((int) Math.round(frame.width() * scale), (int) Math.round(frame.height() * scale))) {
            resize(luma, small, size, 0, 0, INTER_AREA);
        }
        shades = new byte[small.rows() * small.cols()];
        small.data().get(shades, 0, shades.length);
    }

    double time() {
        return time;
    }

    int width() {
        return luma.cols();
    }

    int height() {
        return luma.rows();
    }

    Mat luma() {
        return luma;
    }

    Mat bgr() {
        return bgr;
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
        int value = shades[row * small.cols() + column] & 0xff;
        return Math.max(0, Math.min(255, (value - 16) * (255.0 / 219)));
    }

    /** Luminance at a point of the picture. */
    double shadeAt(double x, double y) {
        return shade((int) (x * scale), (int) (y * scale));
    }

    double meanShade() {
        long sum = 0;
        for (byte shade : shades) {
            sum += shade & 0xff;
        }
        return Math.max(0, ((double) sum / shades.length - 16) * (255.0 / 219));
    }

    /** Mean absolute difference of luminance to a picture of the same size, 0..255. */
    double difference(byte[] before) {
        if (before.length != shades.length) {
            return 255;
        }
        long sum = 0;
        for (int i = 0; i < shades.length; i++) {
            sum += Math.abs((shades[i] & 0xff) - (before[i] & 0xff));
        }
        return (double) sum / shades.length * (255.0 / 219);
    }

    byte[] shades() {
        return shades;
    }

    @Override
    public void close() {
        small.close();
        bgr.close();
        luma.close();
    }
}
