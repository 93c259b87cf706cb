package org.proofoflife.verification.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.proofoflife.storage.certification.Challenge;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.verification.facts.ClipFacts;
import org.proofoflife.verification.facts.FaceFacts;
import org.proofoflife.verification.facts.FaceQuality;
import org.proofoflife.verification.facts.FrameFacts;
import org.proofoflife.verification.facts.Observation;
import org.proofoflife.verification.facts.SceneFacts;
import org.proofoflife.verification.judge.Judgement.Axis;
import org.proofoflife.verification.judge.Judgement.Band;

class OutcomeTest {

    private final PolicyJudge judge = PolicyJudge.standard();

    private static SyntheticClip genuine() {
        return new SyntheticClip().turnLeft(2.8).blink(6.8);
    }

    private Judgement judged(SyntheticClip clip) {
        return judged(clip.observe());
    }

    private Judgement judged(Observation observation) {
        return judge.judge(
                observation, new JudgeRequest(Challenge.parse("TURN_LEFT@2-5.5,BLINK@6-9"), false, null, true));
    }

    private static Band band(Judgement judgement, Axis axis) {
        return judgement.axes().stream()
                .filter(result -> result.axis() == axis)
                .findFirst()
                .orElseThrow()
                .band();
    }

    @Test
    void certifiesAGenuineClipWithoutReasonsAndSaysByWhichPolicy() {
        Judgement judgement = judged(genuine());

        assertThat(judgement.outcome()).isEqualTo(OutcomeCode.CERTIFIED);
        assertThat(judgement.reasons()).isEmpty();
        assertThat(judgement.policyVersion()).isNotBlank();
        assertThat(judgement.axes()).extracting(Judgement.AxisResult::axis).containsExactlyInAnyOrder(Axis.values());
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(OutcomeCode.EYES_COVERED, q -> Records.with(q, "eyesVisible", 0.1)),
                fault(OutcomeCode.BROW_COVERED, q -> Records.with(q, "browVisible", 0.1)),
                fault(OutcomeCode.TOO_DARK, q -> Records.with(q, "exposure", 25.0)),
                fault(OutcomeCode.TOO_BRIGHT, q -> Records.with(q, "exposure", 245.0)),
                fault(OutcomeCode.SIDE_LIGHT, q -> Records.with(q, "leftToRight", 0.3)),
                fault(OutcomeCode.SIDE_LIGHT, q -> Records.with(q, "leftToRight", 3.2)),
                fault(
                        OutcomeCode.BACK_LIGHT,
                        q -> Records.with(Records.with(q, "exposure", 30.0), "faceToBackground", 0.15)),
                fault(OutcomeCode.BLURRED, q -> Records.with(q, "sharpness", 3.0)),
                fault(OutcomeCode.FACE_TOO_FAR, q -> Records.with(q, "share", 0.09)),
                fault(OutcomeCode.FACE_TOO_CLOSE, q -> Records.with(q, "share", 0.99)),
                fault(OutcomeCode.FACE_OUT_OF_FRAME, q -> Records.with(q, "cut", 0.15)),
                fault(OutcomeCode.NOT_FRONTAL, q -> Records.with(q, "asymmetry", -0.4)));
    }

    private static Arguments fault(OutcomeCode code, UnaryOperator<FaceQuality> change) {
        return Arguments.of(code, change);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void namesTheFaultOfTheCapture(OutcomeCode code, UnaryOperator<FaceQuality> change) {
        Judgement judgement = judged(genuine().quality(change));

        assertThat(judgement.outcome()).isEqualTo(code);
        assertThat(judgement.reasons()).containsExactly(code);
    }

    @Test
    void namesAFaultOnceThoughTwoMeasuresShowIt() {
        Judgement judgement = judged(genuine().neutral(13, 9).quality(q -> Records.with(q, "asymmetry", 0.5)));

        assertThat(judgement.reasons()).containsExactly(OutcomeCode.NOT_FRONTAL);
    }

    @Test
    void refusesClipsThatAreNoClips() {
        Observation good = genuine().observe();
        assertThat(judged(with(good, 640, 480, 2.0)).outcome()).isEqualTo(OutcomeCode.VIDEO_TOO_SHORT);
        assertThat(judged(with(good, 640, 480, 44)).outcome()).isEqualTo(OutcomeCode.VIDEO_TOO_LONG);
        assertThat(judged(with(good, 480, 360, 12)).outcome()).isEqualTo(OutcomeCode.LOW_RESOLUTION);
        assertThat(judged(with(good, 480, 640, 12)).outcome()).isEqualTo(OutcomeCode.CERTIFIED);
        Observation unreadable =
                new Observation(Observation.VERSION, new ClipFacts("00", 0, 0, 0, 0, "", ""), List.of(), Map.of());
        assertThat(judged(unreadable).outcome()).isEqualTo(OutcomeCode.VIDEO_UNREADABLE);
    }

    private static Observation with(Observation seen, int width, int height, double seconds) {
        return new Observation(
                Observation.VERSION,
                new ClipFacts("00", width, height, seconds, 15, "mp4", "h264"),
                seen.frames(),
                seen.models());
    }

    @Test
    void refusesNoFaceAndSeveralFaces() {
        SyntheticClip nobody = genuine().each(OutcomeTest::empty);
        SyntheticClip two = genuine().each(frame -> Records.with(frame, "faces", 2));
        SyntheticClip glimpse =
                genuine().each(frame -> Records.with(frame, "faces", frame.time() > 5 && frame.time() < 5.2 ? 2 : 1));

        assertThat(judged(nobody).outcome()).isEqualTo(OutcomeCode.NO_FACE);
        assertThat(judged(two).outcome()).isEqualTo(OutcomeCode.MULTIPLE_FACES);
        assertThat(judged(glimpse).outcome()).isEqualTo(OutcomeCode.CERTIFIED);
    }

    @Test
    void saysWhyNobodyIsToBeSeenWhereThePictureTells() {
        assertThat(judged(unseen(8)).outcome()).isEqualTo(OutcomeCode.TOO_DARK);
        assertThat(judged(unseen(240)).outcome()).isEqualTo(OutcomeCode.TOO_BRIGHT);
        assertThat(judged(unseen(120)).outcome()).isEqualTo(OutcomeCode.NO_FACE);
        SyntheticClip half = genuine()
                .quality(q -> Records.with(q, "cut", 0.4))
                .each(frame -> frame.time() % 1 < 0.5 ? frame : empty(frame));
        assertThat(judged(half).outcome()).isEqualTo(OutcomeCode.FACE_OUT_OF_FRAME);
        SyntheticClip blurred = genuine()
                .quality(q -> Records.with(q, "sharpness", 3.0))
                .each(frame -> frame.time() % 1 < 0.5 ? frame : empty(frame));
        assertThat(judged(blurred).outcome()).isEqualTo(OutcomeCode.BLURRED);
        assertThat(judged(unseen(120).each(frame -> looked(frame, true))).outcome())
                .isEqualTo(OutcomeCode.FACE_OUT_OF_FRAME);
        assertThat(judged(unseen(120).each(frame -> looked(frame, false))).outcome())
                .isEqualTo(OutcomeCode.NO_FACE);
    }

    private static FrameFacts looked(FrameFacts frame, boolean half) {
        return Records.with(frame, "half", frame.time() < 9 == half);
    }

    private static FrameFacts empty(FrameFacts frame) {
        return Records.with(Records.with(frame, "face", null), "faces", 0);
    }

    private static SyntheticClip unseen(double luminance) {
        return genuine().each(frame -> Records.with(empty(frame), "luminance", luminance));
    }

    @Test
    void aFaceTooNearForTheModelsSurroundIsNoAttackByThat() {
        Judgement near = judged(new SyntheticClip()
                .lifeless()
                .quality(q -> Records.with(q, "share", 0.9))
                .pad(0.02));
        Judgement usual = judged(new SyntheticClip().lifeless().pad(0.02));

        assertThat(near.outcome()).isEqualTo(OutcomeCode.FACE_TOO_CLOSE);
        assertThat(near.reasons()).doesNotContain(OutcomeCode.PRESENTATION_ATTACK_SUSPECTED);
        assertThat(near.reasons()).contains(OutcomeCode.JUDGEMENT_UNCERTAIN);
        assertThat(usual.reasons()).contains(OutcomeCode.PRESENTATION_ATTACK_SUSPECTED);
    }

    @Test
    void aFaceTooFarAwayIsNotCalledBlurredAsWell() {
        Judgement judgement =
                judged(genuine().quality(q -> Records.with(Records.with(q, "share", 0.1), "sharpness", 5)));

        assertThat(judgement.reasons()).containsExactly(OutcomeCode.FACE_TOO_FAR);
    }

    @Test
    void advisesAPlainBackgroundAndRefusesForItOnlyWhereThePolicyInsists() {
        SyntheticClip shelves = genuine().scene(frame -> new SceneFacts(0.1, 0.002, 0.01, 0, 0, null));

        Judgement judgement = judged(shelves);

        assertThat(judgement.outcome()).isEqualTo(OutcomeCode.CERTIFIED);
        assertThat(judgement.axes())
                .filteredOn(result -> result.axis() == Axis.QUALITY)
                .flatExtracting(Judgement.AxisResult::reasons)
                .containsExactly(OutcomeCode.BACKGROUND_NOT_PLAIN);
    }

    @Test
    void keepsAdviceOutOfTheReasonsOfARefusal() {
        Judgement judgement = judged(genuine()
                .scene(frame -> new SceneFacts(0.1, 0.002, 0.01, 0, 0, null))
                .quality(quality -> Records.with(quality, "sharpness", 5)));

        assertThat(judgement.reasons()).containsExactly(OutcomeCode.BLURRED);
        assertThat(judgement.axes())
                .filteredOn(result -> result.axis() == Axis.QUALITY)
                .flatExtracting(Judgement.AxisResult::reasons)
                .containsExactly(OutcomeCode.BLURRED, OutcomeCode.BACKGROUND_NOT_PLAIN);
    }

    @Test
    void suspectsAFlatPicture() {
        assertThat(judged(genuine().planar(0.004)).outcome()).isEqualTo(OutcomeCode.PRESENTATION_ATTACK_SUSPECTED);
    }

    @Test
    void suspectsABentPictureWhichIsNoPlaneButHasNoNose() {
        assertThat(judged(genuine().relief(0)).outcome()).isEqualTo(OutcomeCode.PRESENTATION_ATTACK_SUSPECTED);
        assertThat(judged(genuine().relief(0.15)).outcome()).isEqualTo(OutcomeCode.JUDGEMENT_UNCERTAIN);
    }

    @Test
    void sendsASolidHeadThatTheModelDislikesToAPersonInsteadOfSuspectingIt() {
        Judgement judgement = judged(genuine().pad(0.1));

        assertThat(judgement.outcome()).isEqualTo(OutcomeCode.JUDGEMENT_UNCERTAIN);
        assertThat(band(judgement, Axis.LIVENESS)).isEqualTo(Band.REVIEW);
    }

    @Test
    void oneGoodFrameLiftsNothing() {
        SyntheticClip clip = new SyntheticClip()
                .lifeless()
                .pad(0.02)
                .each(frame -> frame.time() < 0.1
                        ? new SyntheticClip().observe().frames().get(0)
                        : frame);

        Judgement judgement = judge.judge(clip.observe(), new JudgeRequest(null, false, null, false));

        assertThat(judgement.outcome()).isEqualTo(OutcomeCode.PRESENTATION_ATTACK_SUSPECTED);
    }

    @Test
    void doubtsAClipInWhichNothingShowsLife() {
        Judgement judgement =
                judge.judge(new SyntheticClip().lifeless().observe(), new JudgeRequest(null, false, null, false));

        assertThat(band(judgement, Axis.LIVENESS)).isEqualTo(Band.REVIEW);
    }

    @Test
    void suspectsTheLatticeOfAScreenHoweverLiveItLooks() {
        SyntheticClip clip = genuine().scene(frame -> new SceneFacts(0.8, 0.002, 0.01, 0, 0.3, null));

        assertThat(judged(clip).outcome()).isEqualTo(OutcomeCode.PRESENTATION_ATTACK_SUSPECTED);
    }

    @Test
    void suspectsAFrozenPicture() {
        FrameFacts frozen = genuine().observe().frames().get(60);
        SyntheticClip clip = genuine()
                .each(frame -> frame.time() > 4 && frame.time() < 6.5
                        ? Records.with(Records.with(frozen, "time", frame.time()), "difference", 0.0)
                        : frame);

        assertThat(judged(clip).reasons()).contains(OutcomeCode.PRESENTATION_ATTACK_SUSPECTED);
    }

    @Test
    void aDarkClipWithoutPixelDifferencesIsNotFrozenWhileTheHeadMoves() {
        SyntheticClip clip = genuine().each(frame -> Records.with(frame, "difference", 0.0));

        assertThat(judged(clip).outcome()).isEqualTo(OutcomeCode.CERTIFIED);
    }

    @Test
    void suspectsALoop() {
        List<FrameFacts> first = genuine().seconds(6).observe().frames();
        double length = first.size() / 15.0;
        List<FrameFacts> twice = Stream.concat(
                        first.stream(), first.stream().map(frame -> Records.with(frame, "time", frame.time() + length)))
                .toList();
        Observation looped = new Observation(
                Observation.VERSION, new ClipFacts("00", 640, 480, 12, 15, "mp4", "h264"), twice, Map.of());

        assertThat(judged(looped).outcome()).isEqualTo(OutcomeCode.PRESENTATION_ATTACK_SUSPECTED);
    }

    @Test
    void tellsMismatchDoubtAndMatchApart() {
        assertThat(judged(genuine().reference(0.1)).outcome()).isEqualTo(OutcomeCode.FACE_MISMATCH);
        assertThat(judged(genuine().reference(0.39)).outcome()).isEqualTo(OutcomeCode.MATCH_UNCERTAIN);
        assertThat(judged(genuine().reference(0.8)).outcome()).isEqualTo(OutcomeCode.CERTIFIED);
    }

    @ParameterizedTest
    @CsvSource({
        "0.8 0.8, PASS",
        "0.8 0.1 0.8, PASS",
        "0.1 0.1, FAIL",
        "0.1 0.8 0.1, FAIL",
        "0.8, REVIEW",
        "0.1, REVIEW",
        "1.0 0.1, REVIEW",
        "-0.9 0.4, REVIEW"
    })
    void noSingleFrameDecidesWhoItIs(String cosines, Band band) {
        double[] compared =
                Arrays.stream(cosines.split(" ")).mapToDouble(Double::valueOf).toArray();
        SyntheticClip clip = genuine().each(frame -> {
            int number = (int) Math.round(5 * frame.time());
            boolean is = number < compared.length && Math.abs(frame.time() - number / 5.0) < 0.01;
            return Records.with(
                    frame,
                    "face",
                    Records.with(
                            Objects.requireNonNull(frame.face()),
                            "matchReference",
                            is ? new FaceFacts.Similarities(Map.of("arcface", compared[number])) : null));
        });

        assertThat(band(judged(clip), Axis.MATCH)).isEqualTo(band);
    }

    @Test
    void saysTheFaceDoesNotMatchBeforeItSaysTheActionsWereNotFollowed() {
        Judgement judgement = judged(new SyntheticClip().reference(0.1));

        assertThat(judgement.outcome()).isEqualTo(OutcomeCode.FACE_MISMATCH);
        assertThat(judgement.reasons()).contains(OutcomeCode.ACTION_NOT_FOLLOWED);
    }

    @Test
    void noticesThatThePersonWasReplaced() {
        FaceFacts.Similarities another = new FaceFacts.Similarities(Map.of("arcface", 0.05));
        SyntheticClip clip = genuine()
                .each(frame -> frame.time() < 7
                        ? frame
                        : Records.with(
                                frame,
                                "face",
                                Records.with(Objects.requireNonNull(frame.face()), "matchClip", another)));

        assertThat(judged(clip).outcome()).isEqualTo(OutcomeCode.IDENTITY_CHANGED);
    }

    @ParameterizedTest
    @CsvSource({
        "6, 0.07, CERTIFIED, an exposure set anew while the head moves",
        "6, 0.14, JUDGEMENT_UNCERTAIN, a loop",
        "60, 0.07, JUDGEMENT_UNCERTAIN, two people in register",
        "60, 0.02, CERTIFIED, a lamp"
    })
    void doubtsAJoint(double difference, double leap, OutcomeCode outcome, String what) {
        SyntheticClip clip = genuine()
                .each(frame -> frame.time() < 6.01 ? frame : shifted(frame, leap))
                .each(frame ->
                        Math.abs(frame.time() - 6.04) < 0.03 ? Records.with(frame, "difference", difference) : frame);

        assertThat(judged(clip).outcome()).as(what).isEqualTo(outcome);
    }

    private static FrameFacts shifted(FrameFacts frame, double leap) {
        FaceFacts face = Objects.requireNonNull(frame.face());
        FaceFacts.Box box = face.box();
        return Records.with(
                frame, "face", Records.with(face, "box", Records.with(box, "x", box.x() + leap * face.interOcular())));
    }

    @Test
    void judgesEverythingElseWithoutAChallengeAndWithoutAReference() {
        Judgement judgement = judge.judge(genuine().observe(), new JudgeRequest(null, false, null, false));

        assertThat(judgement.outcome()).isEqualTo(OutcomeCode.CERTIFIED);
        assertThat(judgement.axes())
                .extracting(Judgement.AxisResult::axis)
                .containsExactlyInAnyOrder(Axis.QUALITY, Axis.LIVENESS, Axis.CONTINUITY);
    }
}
