package org.proofoflife.verification.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Test;
import org.proofoflife.verification.decode.VideoFrame;
import org.proofoflife.verification.model.Mesh;
import org.proofoflife.verification.observe.FlowMeter.Flow;

class FlowMeterTest {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    /** Between the outer corners of the eyes of the mesh below. */
    private static final double UNIT = 120;

    @Test
    void measuresHowFarAPannedStillMovesOverAWholeRound() {
        try (FlowMeter meter = new FlowMeter();
                Mat texture = texture()) {
            for (int step = 0; step < 12; step++) {
                Flow flow = look(meter, texture, step, 3 * step);
                if (step > 0) {
                    assertThat(flow.face()).isCloseTo(3 / UNIT, within(0.005));
                    assertThat(flow.background()).isCloseTo(3 / UNIT, within(0.005));
                }
            }
        }
    }

    @Test
    void saysNothingAboutTheBackgroundOfAStillFace() {
        try (FlowMeter meter = new FlowMeter();
                Mat texture = texture()) {
            look(meter, texture, 0, 0);
            assertThat(look(meter, texture, 1, 0)).isEqualTo(Flow.NONE);
        }
    }

    @Test
    void holdsTheLastMeasureUntilTheNextIsDue() {
        try (FlowMeter meter = new FlowMeter();
                Mat texture = texture()) {
            look(meter, texture, 0, 0);
            Flow flow = look(meter, texture, 1, 3);
            assertThat(look(meter, texture, 1.4, 9)).isEqualTo(flow);
        }
    }

    @Test
    void beginsAnewAfterTheFaceWasLost() {
        try (FlowMeter meter = new FlowMeter();
                Mat texture = texture();
                Picture picture = new Picture(new VideoFrame(0.2, WIDTH, HEIGHT, texture))) {
            look(meter, texture, 0, 0);
            assertThat(meter.measure(picture, null)).isEqualTo(Flow.NONE);
            assertThat(look(meter, texture, 2, 3)).isEqualTo(Flow.NONE);
            assertThat(look(meter, texture, 3, 6).face()).isCloseTo(3 / UNIT, within(0.005));
        }
    }

    /** The texture moved to the right by {@code shift} pixels, a face with it, at five pictures a second. */
    private static Flow look(FlowMeter meter, Mat texture, double step, int shift) {
        try (Mat moved = new Mat();
                Mat affine = Mat.eye(2, 3, opencv_core.CV_64F).asMat();
                Size size = new Size(WIDTH, HEIGHT * 3 / 2)) {
            ((java.nio.DoubleBuffer) affine.createBuffer()).put(2, shift);
            opencv_imgproc.warpAffine(texture, moved, affine, size);
            try (Picture picture = new Picture(new VideoFrame(step * 0.2, WIDTH, HEIGHT, moved))) {
                return meter.measure(picture, face(100 + shift, 60));
            }
        }
    }

    private static Mesh face(float x, float y) {
        float[] points = new float[3 * Mesh.POINTS];
        for (int point = 0; point < Mesh.POINTS; point++) {
            points[3 * point] = x + point % 9 * 15f;
            points[3 * point + 1] = y + point % 7 * 20;
        }
        points[3 * Mesh.EYE_LEFT] = x;
        points[3 * Mesh.EYE_RIGHT] = x + (float) UNIT;
        points[3 * Mesh.EYE_LEFT + 1] = points[3 * Mesh.EYE_RIGHT + 1] = y + 20;
        return new Mesh(points, 1);
    }

    private static Mat texture() {
        byte[] bytes = new byte[WIDTH * HEIGHT * 3 / 2];
        new Random(1).nextBytes(bytes);
        Mat noise = Planes.of(bytes, WIDTH);
        try (Size blur = new Size(9, 9)) {
            opencv_imgproc.GaussianBlur(noise, noise, blur, 0);
        }
        opencv_core.normalize(noise, noise, 0, 255, opencv_core.NORM_MINMAX, -1, null);
        return noise;
    }
}
