package org.proofoflife.verification.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.proofoflife.verification.facts.FaceFacts.Box;
import org.proofoflife.verification.facts.FaceFacts.Pose;
import org.proofoflife.verification.facts.FaceFacts.Relief;
import org.proofoflife.verification.facts.FaceFacts.Similarities;
import tools.jackson.databind.json.JsonMapper;

class ObservationJsonTest {

    @Test
    void anObservationComesBackAsItWasAndIsCompact() {
        Random random = new Random(1);
        float[] landmarks = new float[1404];
        for (int i = 0; i < landmarks.length; i++) {
            landmarks[i] = random.nextFloat() * 1400 - 100;
        }
        float[] rounded = CompactLandmarks.round(landmarks);
        FaceFacts face = new FaceFacts(
                new Box(1, 2, 3, 4),
                0.9,
                rounded,
                new Pose(1.5, -2.25, 0.125),
                80,
                0.3,
                0.31,
                0.01,
                null,
                0.02,
                0.5,
                new FaceQuality(100, 30, 200, 0.8, 1.1, 1, 0.9, 0.4, 0, 0.0, 0.5, -30.0),
                0.99,
                0.021,
                0.06,
                new Relief(0.7, 0.05),
                new Similarities(Map.of("arcface", 0.7)),
                null);
        SceneFacts scene = new SceneFacts(0.9, 0.01, 0.02, 0, 0.1, 0.02);
        Observation observation = new Observation(
                Observation.VERSION,
                new ClipFacts("ab", 640, 480, 16, 30, "mov", "h264"),
                List.of(
                        new FrameFacts(0, 1, face, 120, 0, scene, null),
                        new FrameFacts(0.1, 0, null, 121, 2, scene, true)),
                Map.of("detector", "x@y"));

        JsonMapper json = JsonMapper.builder().build();
        String written = json.writeValueAsString(observation);
        Observation read = json.readValue(written, Observation.class);

        assertThat(written.length()).isLessThan(6000);
        assertThat(read).usingRecursiveComparison().isEqualTo(observation);
        assertThat(rounded[7]).isCloseTo(landmarks[7], org.assertj.core.data.Offset.offset(1 / 32f));
    }
}
