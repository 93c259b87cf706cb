package org.proofoflife.verification.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.junit.jupiter.api.Test;
import org.proofoflife.verification.decode.VideoFrame;
import org.proofoflife.verification.facts.FaceFacts.Box;
import org.proofoflife.verification.model.Colours.Patch;

class PictureTest {

    private static final int WIDTH = 96;
    private static final int HEIGHT = 72;

    @Property(tries = 200)
    void convertsAPartAsItConvertsTheWhole(
            @ForAll @DoubleRange(min = -150, max = 150) double x,
            @ForAll @DoubleRange(min = -150, max = 150) double y,
            @ForAll @DoubleRange(min = 0, max = 200) double side) {
        try (Mat i420 = noise(1);
                Picture lazy = new Picture(new VideoFrame(0, WIDTH, HEIGHT, i420));
                Picture whole = new Picture(new VideoFrame(0, WIDTH, HEIGHT, i420))) {
            Patch patch = lazy.bgr(new Box(x, y, side, side));

            assertThat(patch.left()).isLessThanOrEqualTo((int) Math.max(0, Math.min(WIDTH - 1, x)));
            assertThat(patch.left() + patch.pixels().cols())
                    .isGreaterThanOrEqualTo((int) Math.max(1, Math.min(WIDTH, x + side)));
            assertThat(patch.top() + patch.pixels().rows())
                    .isGreaterThanOrEqualTo((int) Math.max(1, Math.min(HEIGHT, y + side)));
            try (Rect place = new Rect(
                            patch.left(),
                            patch.top(),
                            patch.pixels().cols(),
                            patch.pixels().rows());
                    Mat same = new Mat(whole.bgr(), place)) {
                assertThat(opencv_core.norm(same, patch.pixels())).isZero();
            }
        }
    }

    @Test
    void givesTheWholeOnceItIsThere() {
        try (Mat i420 = noise(2);
                Picture picture = new Picture(new VideoFrame(0, WIDTH, HEIGHT, i420))) {
            Mat whole = picture.bgr();
            assertThat(picture.bgr(new Box(10, 10, 5, 5))).isEqualTo(new Patch(whole, 0, 0));
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

    private static org.bytedeco.opencv.opencv_core.Scalar shade(int value) {
        return new org.bytedeco.opencv.opencv_core.Scalar(value);
    }

    private static Mat noise(long seed) {
        byte[] bytes = new byte[WIDTH * HEIGHT * 3 / 2];
        new Random(seed).nextBytes(bytes);
        Mat i420 = new Mat(HEIGHT * 3 / 2, WIDTH, opencv_core.CV_8UC1);
        i420.data().put(bytes);
        return i420;
    }
}
