package org.proofoflife.verification.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.proofoflife.verification.decode.VideoFrame;
import org.proofoflife.verification.model.Warp;

class PictureTest {

    private static final int WIDTH = 96;
    private static final int HEIGHT = 72;
    private static final int SIDE = 32;

    /** Smooth, so that where the colours of two by two pixels are mixed makes no difference. */
    @Property(tries = 100, seed = "20261124")
    void cutsAPartAsItCutsTheWhole(
            @ForAll @DoubleRange(min = -20, max = 80) double left,
            @ForAll @DoubleRange(min = -20, max = 60) double top,
            @ForAll @DoubleRange(min = 0.5, max = 3) double scale,
            @ForAll @DoubleRange(min = -0.5, max = 0.5) double angle) {
        double cos = scale * Math.cos(angle);
        double sin = scale * Math.sin(angle);
        double[] affine = {cos, -sin, left, sin, cos, top};
        try (Mat i420 = gradients();
                Picture picture = new Picture(new VideoFrame(0, WIDTH, HEIGHT, i420));
                Mat square = picture.square(affine, SIDE);
                Mat same = Warp.square(picture.bgr(), affine, SIDE);
                Mat apart = new Mat();
                Scalar mean = mean(square, same, apart)) {
            assertThat(square.cols()).isEqualTo(SIDE);
            assertThat(Math.max(mean.get(0), Math.max(mean.get(1), mean.get(2))))
                    .isLessThan(2.5);
        }
    }

    private static Scalar mean(Mat one, Mat other, Mat apart) {
        opencv_core.absdiff(one, other, apart);
        return opencv_core.mean(apart);
    }

    /** Brighter to the right, bluer to the right, redder to the bottom. */
    private static Mat gradients() {
        byte[] bytes = new byte[WIDTH * HEIGHT * 3 / 2];
        int half = WIDTH / 2;
        for (int at = 0; at < WIDTH * HEIGHT; at++) {
            bytes[at] = (byte) (40 + at % WIDTH);
        }
        for (int at = 0; at < half * HEIGHT / 2; at++) {
            bytes[WIDTH * HEIGHT + at] = (byte) (90 + at % half);
            bytes[WIDTH * HEIGHT + half * HEIGHT / 2 + at] = (byte) (90 + at / half);
        }
        return Planes.of(bytes, WIDTH);
    }

    @Test
    void tellsHowMuchBluerThanRedAPointIs() {
        try (Mat i420 = gradients();
                Picture picture = new Picture(new VideoFrame(0, WIDTH, HEIGHT, i420))) {
            assertThat(picture.blueLessRed(61, 20)).isEqualTo(20);
            assertThat(picture.blueLessRed(-5, 500)).isEqualTo(-35);
        }
    }

    @Test
    void tellsHowBrightAndHowDifferentPicturesAre() {
        try (Mat dark = new Mat(HEIGHT * 3 / 2, WIDTH, opencv_core.CV_8UC1, shade(16));
                Mat grey = new Mat(HEIGHT * 3 / 2, WIDTH, opencv_core.CV_8UC1, shade(126));
                Mat other = new Mat(HEIGHT, HEIGHT, opencv_core.CV_8UC1, shade(126));
                Picture one = new Picture(new VideoFrame(0, WIDTH, HEIGHT, dark));
                Picture two = new Picture(new VideoFrame(0.1, WIDTH, HEIGHT, grey))) {
            assertThat(one.meanShade()).isZero();
            assertThat(two.meanShade()).isCloseTo(128.08, within(0.01));
            assertThat(two.shadeAt(5, 5)).isCloseTo(two.meanShade(), within(0.01));
            assertThat(two.difference(one.small())).isCloseTo(two.meanShade(), within(0.01));
            assertThat(two.difference(two.small())).isZero();
            assertThat(two.difference(other)).as("of another size").isEqualTo(255);
        }
    }

    private static Scalar shade(int value) {
        return new Scalar(value);
    }
}
