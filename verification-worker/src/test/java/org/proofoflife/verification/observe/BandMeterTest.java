package org.proofoflife.verification.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.proofoflife.verification.decode.VideoFrame;
import org.proofoflife.verification.facts.FaceFacts.Box;

class BandMeterTest {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final Box FACE = new Box(110, 60, 100, 120);

    private final BandMeter meter = new BandMeter();

    @Test
    void seesBandsWander() {
        see(0, FACE, y -> 120 * (1 + 0.05 * Math.sin(6 * y)));
        assertThat(see(0.2, FACE, y -> 120 * (1 + 0.05 * Math.sin(6 * y + 1.5))))
                .isGreaterThan(0.02);
    }

    @Test
    void takesAnotherExposureForNoBand() {
        see(0, FACE, y -> 120 - 40 * y);
        assertThat(see(0.2, FACE, y -> 0.9 * (120 - 40 * y))).isLessThan(0.006);
    }

    @Test
    void comparesOnlyWhatIsDueAndNearAndBesideTheFace() {
        assertThat(see(0, FACE, y -> 120)).as("nothing before").isNull();
        assertThat(see(0.1, FACE, y -> 120)).as("too soon").isNull();
        assertThat(see(0.2, FACE, y -> 120)).isZero();
        assertThat(see(1.2, FACE, y -> 120)).as("long after").isNull();
        assertThat(see(1.4, new Box(10, 0, 300, 240), y -> 120)).as("all face").isNull();
    }

    /** @param shades of the row at a share of the height */
    private @Nullable Double see(double time, Box face, DoubleUnaryOperator shades) {
        byte[] planes = new byte[WIDTH * HEIGHT * 3 / 2];
        for (int at = 0; at < WIDTH * HEIGHT; at++) {
            planes[at] = (byte) Math.round(shades.applyAsDouble(at / WIDTH / (double) HEIGHT));
        }
        try (Mat i420 = Planes.of(planes, WIDTH);
                Picture picture = new Picture(new VideoFrame(time, WIDTH, HEIGHT, i420))) {
            return meter.measure(picture, face);
        }
    }
}
