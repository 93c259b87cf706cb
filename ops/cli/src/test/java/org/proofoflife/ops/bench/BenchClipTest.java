package org.proofoflife.ops.bench;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
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

    private static final Challenge CHALLENGE = Challenge.parse("TURN_LEFT@2.5-6,LOOK_UP@6.5-10,OPEN_MOUTH@10.5-14");

    private static Verification verification;

    @BeforeAll
    static void verify(@TempDir Path folder) {
        BenchClip clip = BenchClip.make(Codec.H264, CHALLENGE, folder);
        try (StandardClipVerifier verifier = StandardClipVerifier.open()) {
            verification =
                    verifier.verify(clip.file(), verifier.enrol(clip.photo()).template(), CHALLENGE, false, null);
        }
    }

    @Test
    void isCertified() {
        assertThat(verification.judgement().outcome()).isEqualTo(OutcomeCode.CERTIFIED);
    }

    @Test
    void aFaceThatKeepsStillIsNotMeasuredAnew() {
        List<FaceFacts> faces = frames().map(BenchClipTest::face).toList();
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

    /** Who it is was calibrated for all matchers together. */
    @Test
    void oneFaceOfEveryOtherSecondIsComparedWithTheEnrolledOneByAllMatchers() {
        List<FrameFacts> frontal =
                frames().filter(frame -> face(frame).matchReference() != null).toList();

        assertThat(frontal).hasSizeBetween(5, 8);
        assertThat(frontal).extracting(frame -> (int) frame.time() / 2).doesNotHaveDuplicates();
        assertThat(frontal).map(BenchClipTest::face).allSatisfy(face -> {
            assertThat(requireNonNull(face.matchReference()).byMatcher()).containsOnlyKeys("arcface", "dlib");
            assertThat(requireNonNull(face.matchClip()).byMatcher()).containsOnlyKeys("arcface", "dlib");
        });
    }

    /** A visitor who opens the mouth for somebody is there for little more than a second. */
    @Test
    void inEverySecondOneMatcherComparesTheFaceThatMovedMostWithTheFirst() {
        List<FrameFacts> moved = frames().filter(frame -> face(frame).matchReference() == null)
                .filter(frame -> face(frame).matchClip() != null)
                .toList();

        assertThat(moved).hasSizeBetween(8, 16);
        assertThat(moved).extracting(frame -> (int) frame.time()).doesNotHaveDuplicates();
        assertThat(moved)
                .map(frame -> requireNonNull(face(frame).matchClip()).byMatcher())
                .allSatisfy(each -> assertThat(each).containsOnlyKeys("arcface"));
        double widest = frames().mapToDouble(frame -> face(frame).mouth()).max().orElseThrow();
        assertThat(moved).map(frame -> face(frame).mouth()).anySatisfy(mouth -> assertThat(mouth)
                .isGreaterThan(0.8 * widest));
    }

    private static Stream<FrameFacts> frames() {
        return verification.observation().frames().stream();
    }

    private static FaceFacts face(FrameFacts frame) {
        return requireNonNull(frame.face());
    }
}
