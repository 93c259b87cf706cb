package org.proofoflife.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofoflife.ops.fixtures.film.Codec;
import org.proofoflife.storage.certification.Challenge;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.verification.Verification;
import org.proofoflife.verification.facts.FaceFacts;
import org.proofoflife.verification.facts.FrameFacts;
import org.proofoflife.verification.observe.StandardClipVerifier;

class BenchClipTest {

    private static final double TURNED = 10;

    @TempDir
    Path folder;

    @Test
    void isCertifiedThoughAFaceThatKeepsStillIsNotMeasuredAnew() {
        Challenge challenge = Challenge.parse("TURN_LEFT@2.5-6,LOOK_UP@6.5-10,OPEN_MOUTH@10.5-14");
        BenchClip clip = BenchClip.make(Codec.H264, challenge, folder);
        try (StandardClipVerifier verifier = StandardClipVerifier.open()) {
            Verification verification =
                    verifier.verify(clip.file(), verifier.enrol(clip.photo()).template(), challenge, false, null);
            assertThat(verification.judgement().outcome()).isEqualTo(OutcomeCode.CERTIFIED);

            List<FaceFacts> faces = verification.observation().frames().stream()
                    .map(FrameFacts::face)
                    .map(Objects::requireNonNull)
                    .toList();
            List<Integer> repeated = IntStream.range(1, faces.size())
                    .filter(at -> faces.get(at).pose().equals(faces.get(at - 1).pose()))
                    .boxed()
                    .toList();
            double neutral = faces.get(0).pose().yaw();

            assertThat(repeated).hasSizeBetween(faces.size() / 9, faces.size() / 2);
            assertThat(repeated).allSatisfy(at -> {
                FaceFacts face = faces.get(at);
                assertThat(face.pad()).isNull();
                assertThat(face.matchClip()).isNull();
                assertThat(face.planarResidual()).isNull();
                assertThat(repeated).as("twice in a row").doesNotContain(at - 1);
                assertThat(Math.abs(face.pose().yaw() - neutral)).isLessThan(TURNED);
            });
        }
    }
}
