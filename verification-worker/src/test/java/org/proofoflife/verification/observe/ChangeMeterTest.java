package org.proofoflife.verification.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.proofoflife.verification.decode.VideoFrame;
import org.proofoflife.verification.facts.FaceFacts.Box;

class ChangeMeterTest {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final double CONTRAST = 50;
    private static final Box FACE = new Box(100, 60, 100, 120);

    private final byte[] shades = new byte[WIDTH * HEIGHT * 3 / 2];
    private final Random random = new Random(1);

    @Test
    void takesNoiseForNoChange() {
        try (ChangeMeter meter = new ChangeMeter()) {
            see(meter, 0);
            assertThat(isStill(meter, 0.2, FACE)).isTrue();
            assertThat(isStill(meter, 0.25, FACE)).isTrue();
        }
    }

    @Test
    void seesAnEyelidFall() {
        try (ChangeMeter meter = new ChangeMeter()) {
            see(meter, 0);
            paint(125, 100, 20, 8, 30);
            assertThat(isStill(meter, 0.2, FACE)).isFalse();
        }
    }

    @Test
    void looksAtTheFaceAlone() {
        try (ChangeMeter meter = new ChangeMeter()) {
            see(meter, 0);
            paint(10, 10, 60, 200, 100);
            assertThat(isStill(meter, 0.2, FACE)).isTrue();
            assertThat(isStill(meter, 0.2, new Box(-40, -40, 90, 90)))
                    .as("half of it cut off")
                    .isFalse();
            assertThat(isStill(meter, 0.2, new Box(400, 300, 90, 90)))
                    .as("beyond the edge")
                    .isTrue();
        }
    }

    @Test
    void comparesWithWhatWasSeenHoweverSlowlyItChanges() {
        try (ChangeMeter meter = new ChangeMeter()) {
            see(meter, 0);
            paint(110, 80, 80, 80, 4);
            assertThat(isStill(meter, 0.2, FACE)).isTrue();
            paint(110, 80, 80, 80, 8);
            assertThat(isStill(meter, 0.25, FACE)).isFalse();
        }
    }

    @Test
    void wantsALookFromTimeToTimeAndEveryOneWhereTheyAreMany() {
        try (ChangeMeter meter = new ChangeMeter()) {
            assertThat(isStill(meter, 0, FACE)).as("before the first").isFalse();
            see(meter, 0);
            assertThat(isStill(meter, 0.1, FACE)).as("looked at often").isFalse();
            assertThat(isStill(meter, 0.3, FACE)).as("too long ago").isFalse();
        }
    }

    private void see(ChangeMeter meter, double time) {
        try (Mat i420 = noisy();
                Picture picture = new Picture(new VideoFrame(time, WIDTH, HEIGHT, i420))) {
            meter.see(picture);
        }
    }

    private boolean isStill(ChangeMeter meter, double time, Box face) {
        try (Mat i420 = noisy();
                Picture picture = new Picture(new VideoFrame(time, WIDTH, HEIGHT, i420))) {
            return meter.isStill(picture, face, CONTRAST);
        }
    }

    private void paint(int left, int top, int width, int height, int brighter) {
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                shades[y * WIDTH + x] = (byte) brighter;
            }
        }
    }

    /** A sensor's noise of two shades over what is painted. */
    private Mat noisy() {
        byte[] bytes = new byte[shades.length];
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = (byte) (100 + shades[at] + Math.round(2 * random.nextGaussian()));
        }
        return Planes.of(bytes, WIDTH);
    }
}
