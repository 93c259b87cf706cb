package org.proofoflife.verification.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.proofoflife.verification.decode.VideoFrame;
import org.proofoflife.verification.facts.FaceFacts.Pose;
import org.proofoflife.verification.facts.FaceQuality;
import org.proofoflife.verification.model.Mesh;

class MatchSamplerTest {

    private static final int WIDTH = 4;
    private static final int HEIGHT = 4;
    private static final double LEVEL_PITCH = 8;
    private static final FaceQuality QUALITY =
            new FaceQuality(125, 40, 180, 0.8, 1.05, 0.95, 0.95, 0.34, 0, 0.02, 0.5, -30.0);

    private static boolean offered(MatchSampler sampler, double time, double yaw) {
        FaceDraft face = new FaceDraft(
                new Mesh(new float[3 * Mesh.POINTS], 1), new Pose(yaw, LEVEL_PITCH, 0), QUALITY, null, null, null);
        try (Mat i420 = Planes.of(new byte[WIDTH * HEIGHT * 3 / 2], WIDTH)) {
            return sampler.offer(new VideoFrame(time, WIDTH, HEIGHT, i420), face);
        }
    }

    @Test
    void theMostFrontalFaceOfEveryOtherSecondIsKept() {
        try (MatchSampler sampler = new MatchSampler(List.of())) {
            assertThat(offered(sampler, 4.1, 25)).as("turned too far").isFalse();
            assertThat(offered(sampler, 4.4, 18)).isTrue();
            assertThat(offered(sampler, 4.9, 19)).as("less frontal").isFalse();
            assertThat(offered(sampler, 5.2, 13)).as("more frontal").isTrue();
            assertThat(offered(sampler, 5.6, 12)).as("hardly more").isFalse();
            assertThat(offered(sampler, 6.1, 18)).as("another stretch").isTrue();
        }
    }
}
