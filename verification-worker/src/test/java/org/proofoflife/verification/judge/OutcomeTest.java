package org.proofoflife.verification.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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
                fault(OutcomeCode.EYES_COVERED, q -> with(q, "eyes", 0.1)),
                fault(OutcomeCode.BROW_COVERED, q -> with(q, "brow", 0.1)),
                fault(OutcomeCode.TOO_DARK, q -> with(q, "exposure", 25)),
                fault(OutcomeCode.TOO_BRIGHT, q -> with(q, "exposure", 245)),
                fault(OutcomeCode.SIDE_LIGHT, q -> with(q, "side", 0.3)),
                fault(OutcomeCode.SIDE_LIGHT, q -> with(q, "side", 3.2)),
                fault(OutcomeCode.BACK_LIGHT, q -> with(with(q, "exposure", 30), "back", 0.15)),
                fault(OutcomeCode.BLURRED, q -> with(q, "sharpness", 3)),
                fault(OutcomeCode.FACE_TOO_FAR, q -> with(q, "share", 0.09)),
                fault(OutcomeCode.FACE_TOO_CLOSE, q -> with(q, "share", 0.99)),
                fault(OutcomeCode.FACE_OUT_OF_FRAME, q -> with(q, "cut", 0.15)),
                fault(OutcomeCode.NOT_FRONTAL, q -> with(q, "asymmetry", -0.4)));
    }

    private static Arguments fault(OutcomeCode code, UnaryOperator<FaceQuality> change) {
        return Arguments.of(code, change);
    }

    private static FaceQuality with(FaceQuality q, String component, double value) {
        return new FaceQuality(
                component.equals("exposure") ? value : q.exposure(),
                q.contrast(),
                component.equals("sharpness") ? value : q.sharpness(),
                component.equals("back") ? value : q.faceToBackground(),
                component.equals("side") ? value : q.leftToRight(),
                component.equals("eyes") ? value : q.eyesVisible(),
                component.equals("brow") ? value : q.browVisible(),
                component.equals("share") ? value : q.share(),
                component.equals("cut") ? value : q.cut(),
                component.equals("asymmetry") ? Double.valueOf(value) : q.asymmetry());
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
        Judgement judgement = judged(genuine().neutral(13, 9).quality(q -> with(q, "asymmetry", 0.5)));

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
        SyntheticClip nobody = genuine()
                .each(frame ->
                        new FrameFacts(frame.time(), 0, null, frame.luminance(), frame.difference(), frame.scene()));
        SyntheticClip two = genuine()
                .each(frame -> new FrameFacts(
                        frame.time(), 2, frame.face(), frame.luminance(), frame.difference(), frame.scene()));
        SyntheticClip glimpse = genuine()
                .each(frame -> new FrameFacts(
                        frame.time(),
                        frame.time() > 5 && frame.time() < 5.2 ? 2 : 1,
                        frame.face(),
                        frame.luminance(),
                        frame.difference(),
                        frame.scene()));

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
                .quality(q -> with(q, "cut", 0.4))
                .each(frame -> frame.time() % 1 < 0.5
                        ? frame
                        : new FrameFacts(frame.time(), 0, null, frame.luminance(), frame.difference(), frame.scene()));
        assertThat(judged(half).outcome()).isEqualTo(OutcomeCode.FACE_OUT_OF_FRAME);
        assertThat(judged(unseen(120).each(frame -> looked(frame, true))).outcome())
                .isEqualTo(OutcomeCode.FACE_OUT_OF_FRAME);
        assertThat(judged(unseen(120).each(frame -> looked(frame, false))).outcome())
                .isEqualTo(OutcomeCode.NO_FACE);
    }

    private static FrameFacts looked(FrameFacts frame, boolean half) {
        return new FrameFacts(
                frame.time(), 0, null, frame.luminance(), frame.difference(), frame.scene(), frame.time() < 9 == half);
    }

    private static SyntheticClip unseen(double luminance) {
        return genuine()
                .each(frame -> new FrameFacts(frame.time(), 0, null, luminance, frame.difference(), frame.scene()));
    }

    @Test
    void aFaceTooNearForTheModelsSurroundIsNoAttackByThat() {
        Judgement near = judged(new SyntheticClip()
                .lifeless()
                .quality(q -> with(q, "share", 0.9))
                .pad(0.02));
        Judgement usual = judged(new SyntheticClip().lifeless().pad(0.02));

        assertThat(near.outcome()).isEqualTo(OutcomeCode.FACE_TOO_CLOSE);
        assertThat(near.reasons()).doesNotContain(OutcomeCode.PRESENTATION_ATTACK_SUSPECTED);
        assertThat(near.reasons()).contains(OutcomeCode.JUDGEMENT_UNCERTAIN);
        assertThat(usual.reasons()).contains(OutcomeCode.PRESENTATION_ATTACK_SUSPECTED);
    }

    @Test
    void aFaceTooFarAwayIsNotCalledBlurredAsWell() {
        Judgement judgement = judged(genuine().quality(q -> with(with(q, "share", 0.1), "sharpness", 5)));

        assertThat(judgement.reasons()).containsExactly(OutcomeCode.FACE_TOO_FAR);
    }

    @Test
    void advisesAPlainBackgroundAndRefusesForItOnlyWhereThePolicyInsists() {
        SyntheticClip shelves = genuine()
                .each(frame -> new FrameFacts(
                        frame.time(),
                        frame.faces(),
                        frame.face(),
                        frame.luminance(),
                        frame.difference(),
                        new SceneFacts(0.1, 0.002, 0.01, 0, 0)));

        Judgement judgement = judged(shelves);

        assertThat(judgement.outcome()).isEqualTo(OutcomeCode.CERTIFIED);
        assertThat(judgement.axes())
                .filteredOn(result -> result.axis() == Axis.QUALITY)
                .flatExtracting(Judgement.AxisResult::reasons)
                .containsExactly(OutcomeCode.BACKGROUND_NOT_PLAIN);
    }

    @Test
    void suspectsAFlatPicture() {
        assertThat(judged(genuine().planar(0.004)).outcome()).isEqualTo(OutcomeCode.PRESENTATION_ATTACK_SUSPECTED);
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
        SyntheticClip clip = genuine()
                .each(frame -> new FrameFacts(
                        frame.time(),
                        frame.faces(),
                        frame.face(),
                        frame.luminance(),
                        frame.difference(),
                        new SceneFacts(0.8, 0.002, 0.01, 0, 0.3)));

        assertThat(judged(clip).outcome()).isEqualTo(OutcomeCode.PRESENTATION_ATTACK_SUSPECTED);
    }

    @Test
    void suspectsAFrozenPicture() {
        FrameFacts frozen = genuine().observe().frames().get(60);
        SyntheticClip clip = genuine()
                .each(frame -> frame.time() > 4 && frame.time() < 6.5
                        ? new FrameFacts(frame.time(), 1, frozen.face(), frozen.luminance(), 0, frozen.scene())
                        : frame);

        assertThat(judged(clip).reasons()).contains(OutcomeCode.PRESENTATION_ATTACK_SUSPECTED);
    }

    @Test
    void aDarkClipWithoutPixelDifferencesIsNotFrozenWhileTheHeadMoves() {
        SyntheticClip clip = genuine()
                .each(frame ->
                        new FrameFacts(frame.time(), frame.faces(), frame.face(), frame.luminance(), 0, frame.scene()));

        assertThat(judged(clip).outcome()).isEqualTo(OutcomeCode.CERTIFIED);
    }

    @Test
    void suspectsALoop() {
        List<FrameFacts> first = genuine().seconds(6).observe().frames();
        double length = first.size() / 15.0;
        List<FrameFacts> twice = Stream.concat(
                        first.stream(),
                        first.stream()
                                .map(frame -> new FrameFacts(
                                        frame.time() + length,
                                        frame.faces(),
                                        frame.face(),
                                        frame.luminance(),
                                        frame.difference(),
                                        frame.scene())))
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

    @Test
    void saysTheFaceDoesNotMatchBeforeItSaysTheActionsWereNotFollowed() {
        Judgement judgement = judged(new SyntheticClip().reference(0.1));

        assertThat(judgement.outcome()).isEqualTo(OutcomeCode.FACE_MISMATCH);
        assertThat(judgement.reasons()).contains(OutcomeCode.ACTION_NOT_FOLLOWED);
    }

    @Test
    void noticesThatThePersonWasReplaced() {
        SyntheticClip clip = genuine()
                .each(frame -> frame.time() < 7
                        ? frame
                        : new FrameFacts(
                                frame.time(),
                                frame.faces(),
                                stranger(Objects.requireNonNull(frame.face())),
                                frame.luminance(),
                                frame.difference(),
                                frame.scene()));

        assertThat(judged(clip).outcome()).isEqualTo(OutcomeCode.IDENTITY_CHANGED);
    }

    private static FaceFacts stranger(FaceFacts face) {
        return new FaceFacts(
                face.box(),
                face.score(),
                face.landmarks(),
                face.pose(),
                face.interOcular(),
                face.eyeImageLeft(),
                face.eyeImageRight(),
                face.mouth(),
                face.quality(),
                face.pad(),
                face.planarResidual(),
                face.deformation(),
                face.matchReference(),
                face.matchClip() == null ? null : new FaceFacts.Similarities(Map.of("arcface", 0.05)));
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
