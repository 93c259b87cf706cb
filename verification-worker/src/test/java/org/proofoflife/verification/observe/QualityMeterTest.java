package org.proofoflife.verification.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.proofoflife.verification.decode.VideoFrame;
import org.proofoflife.verification.model.Mesh;

/** On a mesh whose points all lie on bright skin but for those that a test puts into the shade. */
class QualityMeterTest {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final int FOREHEAD = 10;
    private static final int CHIN = 152;
    private static final int[] LEFT_LIDS = {33, 133, 159, 145, 160, 144};
    private static final int[] RIGHT_LIDS = {263, 362, 386, 374, 385, 380};
    private static final int[] LEFT_ORBIT = {
        27, 28, 29, 30, 56, 190, 247, 22, 23, 24, 25, 26, 110, 112, 230, 229, 228, 231, 232
    };

    private final float[] landmarks = new float[3 * Mesh.POINTS];

    QualityMeterTest() {
        for (int point = 0; point < Mesh.POINTS; point++) {
            put(point, 150, 110);
        }
        put(FOREHEAD, 100, 50);
        put(CHIN, 200, 180);
    }

    @Test
    void seesEyesByTheirDarkLashes() {
        shade(LEFT_LIDS);
        shade(RIGHT_LIDS);

        assertThat(eyesVisible()).isEqualTo(1);
    }

    @Test
    void missesAnEyeUnderGauzeOrAHand() {
        shade(RIGHT_LIDS);

        assertThat(eyesVisible()).isZero();
    }

    @Test
    void missesAnEyeBehindADarkGlass() {
        shade(LEFT_LIDS);
        shade(LEFT_ORBIT);
        shade(RIGHT_LIDS);

        assertThat(eyesVisible()).isLessThan(0.35);
    }

    private void shade(int[] points) {
        for (int point : points) {
            put(point, 10, 10);
        }
    }

    private void put(int point, float x, float y) {
        landmarks[3 * point] = x;
        landmarks[3 * point + 1] = y;
    }

    private double eyesVisible() {
        byte[] planes = new byte[WIDTH * HEIGHT * 3 / 2];
        Arrays.fill(planes, (byte) 150);
        for (int y = 0; y < 20; y++) {
            Arrays.fill(planes, y * WIDTH, y * WIDTH + 20, (byte) 30);
        }
        try (Mat i420 = Planes.of(planes, WIDTH);
                Picture picture = new Picture(new VideoFrame(0, WIDTH, HEIGHT, i420))) {
            return new QualityMeter().measure(picture, new Mesh(landmarks, 1)).eyesVisible();
        }
    }
}
