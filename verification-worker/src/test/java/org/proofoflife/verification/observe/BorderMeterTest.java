package org.proofoflife.verification.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.proofoflife.verification.decode.VideoFrame;
import org.proofoflife.verification.facts.FaceFacts.Box;

class BorderMeterTest {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final Box FACE = new Box(110, 70, 100, 110);

    private final byte[] room = new byte[WIDTH * HEIGHT * 3 / 2];

    BorderMeterTest() {
        Arrays.fill(room, (byte) 150);
    }

    @Test
    void seesAScreenWhole() {
        fill(60, 20, 260, 225, 40);

        assertThat(strength()).isGreaterThan(0.9);
    }

    @Test
    void seesAScreenWhoseCornersAreLost() {
        fill(60, 20, 260, 225, 40);
        for (int x : new int[] {60, 238}) {
            for (int y : new int[] {20, 203}) {
                fill(x, y, x + 22, y + 22, 150);
            }
        }

        assertThat(strength()).isGreaterThan(0.4);
    }

    @Test
    void takesADoorOrAShelfForNoScreen() {
        fill(60, 0, 80, 240, 40);
        fill(0, 20, 320, 30, 40);

        assertThat(strength()).isZero();
    }

    private void fill(int left, int top, int right, int bottom, int shade) {
        for (int y = top; y < bottom; y++) {
            Arrays.fill(room, y * WIDTH + left, y * WIDTH + right, (byte) shade);
        }
    }

    private double strength() {
        try (Mat i420 = Planes.of(room, WIDTH);
                Picture picture = new Picture(new VideoFrame(0, WIDTH, HEIGHT, i420))) {
            return new BorderMeter().measure(picture, FACE);
        }
    }
}
