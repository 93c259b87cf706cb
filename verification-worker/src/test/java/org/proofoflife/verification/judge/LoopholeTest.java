package org.proofoflife.verification.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofoflife.storage.certification.Challenge;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.certification.Prompt;
import org.proofoflife.verification.facts.FaceFacts;
import org.proofoflife.verification.facts.FrameFacts;
import org.proofoflife.verification.facts.Observation;
import org.proofoflife.verification.judge.Judgement.Axis;
import org.proofoflife.verification.judge.Judgement.Band;

/** What somebody tries who knows how clips are judged. */
class LoopholeTest {

    private static final String TURN_AND_BLINK = "TURN_LEFT@2-5.5,BLINK@6-9";
    private static final FaceFacts.Similarities SELF = new FaceFacts.Similarities(Map.of("arcface", 1.0));
    private static final FaceFacts.Similarities SAME = new FaceFacts.Similarities(Map.of("arcface", 0.85));
    private static final FaceFacts.Similarities OTHER = new FaceFacts.Similarities(Map.of("arcface", 0.05));

    private final PolicyJudge judge = PolicyJudge.standard();

    private static SyntheticClip genuine() {
        return new SyntheticClip().turnLeft(2.8).blink(6.8);
    }

    private Judgement judged(Observation observation, String challenge, List<Double> offsets) {
        return judge.judge(observation, new JudgeRequest(Challenge.parse(challenge), false, offsets, true));
    }

    private Judgement judged(SyntheticClip clip, String challenge) {
        return judge.judge(clip.observe(), new JudgeRequest(Challenge.parse(challenge), false, null, true));
    }

    private static Band band(Judgement judgement, Axis axis) {
        return judgement.axes().stream()
                .filter(result -> result.axis() == axis)
                .findFirst()
                .orElseThrow()
                .band();
    }

    /** One face a second is compared, as the observer does. */
    private static SyntheticClip compared(SyntheticClip clip, DoublePredicate other, DoublePredicate seen) {
        Set<Integer> done = new HashSet<>();
        return clip.face(face -> Records.with(face, "matchReference", null)).each(frame -> {
            if (frame.time() == 0) {
                done.clear();
            }
            FaceFacts face = frame.face();
            if (face == null) {
                return frame;
            }
            int stretch = (int) frame.time();
            boolean taken = face.matchClip() != null && seen.test(frame.time()) && done.add(stretch);
            FaceFacts.Similarities own = other.test(frame.time()) ? OTHER : SAME;
            FaceFacts compared = Records.with(face, "matchClip", !taken ? null : stretch == 0 ? SELF : own);
            return Records.with(frame, "face", Records.with(compared, "matchReference", taken ? SAME : null));
        });
    }

    @Test
    void aVisitorForOneStretchIsDoubtAndWhoStaysIsSomebodyElse() {
        assertThat(judged(compared(genuine(), time -> false, time -> true), TURN_AND_BLINK)
                        .outcome())
                .isEqualTo(OutcomeCode.CERTIFIED);
        assertThat(judged(compared(genuine(), time -> time >= 6 && time < 7, time -> true), TURN_AND_BLINK)
                        .outcome())
                .isEqualTo(OutcomeCode.JUDGEMENT_UNCERTAIN);
        assertThat(judged(compared(genuine(), time -> time >= 11, time -> true), TURN_AND_BLINK)
                        .outcome())
                .as("the last")
                .isEqualTo(OutcomeCode.JUDGEMENT_UNCERTAIN);
        assertThat(judged(compared(genuine(), time -> time >= 6, time -> true), TURN_AND_BLINK)
                        .outcome())
                .isEqualTo(OutcomeCode.IDENTITY_CHANGED);
    }

    @Test
    void aFaceThatKeepsAwayFromEveryComparisonIsDoubted() {
        assertThat(judged(compared(genuine(), time -> false, time -> time < 3), TURN_AND_BLINK)
                        .outcome())
                .isEqualTo(OutcomeCode.JUDGEMENT_UNCERTAIN);
    }

    /** As of an operator's own, before the policy is calibrated for it. */
    @Test
    void whatAMatcherSaysThatThePolicyDoesNotKnowIsNoComparison() {
        FaceFacts.Similarities unknown = new FaceFacts.Similarities(Map.of("acme", 0.9));
        assertThat(band(
                        judged(unknown(compared(genuine(), time -> false, time -> true), unknown, 0), TURN_AND_BLINK),
                        Axis.CONTINUITY))
                .isEqualTo(Band.REVIEW);
        assertThat(judged(unknown(compared(genuine(), time -> time >= 4, time -> true), unknown, 8), TURN_AND_BLINK)
                        .outcome())
                .as("somebody else, before nothing more is known")
                .isEqualTo(OutcomeCode.IDENTITY_CHANGED);
    }

    private static SyntheticClip unknown(SyntheticClip clip, FaceFacts.Similarities unknown, double from) {
        return clip.each(frame -> {
            FaceFacts face = frame.face();
            return face == null || face.matchClip() == null || frame.time() < from
                    ? frame
                    : Records.with(frame, "face", Records.with(face, "matchClip", unknown));
        });
    }

    /** Its moves lie between those that answer and those that contradict by themselves. */
    @Test
    void aRecordingOfEverythingAnswersChallengesAndIsDoubtedForTheRest() {
        SyntheticClip everything = new SyntheticClip().seconds(16);
        for (int i = 0; i < 7; i++) {
            double at = 2.1 + 1.8 * i;
            double sign = i % 2 == 0 ? 1 : -1;
            everything.move("yaw", at, 0.35, 0.6, 12 * sign).move("pitch", at, 0.35, 0.6, -10 * sign);
            if (i % 2 == 0) {
                everything.move("mouth", at + 0.05, 0.3, 0.6, 0.4);
            } else {
                everything.blink(at + 0.5);
            }
        }

        Judgement judgement = judged(everything, "TURN_LEFT@2-6,BLINK@7-11");

        assertThat(judgement.actions().stream().filter(action -> action.prompt() >= 0))
                .allMatch(Judgement.ActionResult::found);
        assertThat(band(judgement, Axis.CHALLENGE)).isEqualTo(Band.REVIEW);
        assertThat(judgement.outcome()).isEqualTo(OutcomeCode.JUDGEMENT_UNCERTAIN);
    }

    @Test
    void aDiagonalMoveIsNoTurnAndNoLook() {
        SyntheticClip diagonal = new SyntheticClip()
                .move("yaw", 2.8, 0.7, 0.8, 17)
                .move("pitch", 2.8, 0.7, 0.8, -26)
                .blink(8);

        assertThat(judged(diagonal, "TURN_LEFT@2-6,BLINK@7-9").outcome()).isEqualTo(OutcomeCode.ACTION_NOT_FOLLOWED);
    }

    @Test
    void jointsWhereTheFaceIsLostAreDoubted() {
        assertThat(judged(lost(genuine(), 5.7), TURN_AND_BLINK).outcome())
                .as("once, and back where it was")
                .isEqualTo(OutcomeCode.CERTIFIED);
        assertThat(judged(lost(lost(genuine(), 5.7), 9.3), TURN_AND_BLINK).outcome())
                .isEqualTo(OutcomeCode.JUDGEMENT_UNCERTAIN);
        SyntheticClip elsewhere = lost(genuine(), 5.7)
                .each(frame -> frame.time() < 5.7 || frame.face() == null
                        ? frame
                        : Records.with(frame, "face", shifted(frame.face(), 1.5)));
        assertThat(judged(elsewhere, TURN_AND_BLINK).outcome()).isEqualTo(OutcomeCode.JUDGEMENT_UNCERTAIN);
    }

    @Test
    void jointsWhereNoPictureComesAreDoubted() {
        Observation all = genuine().observe();
        Observation once = stalled(all, 5.7);

        assertThat(band(judged(once, TURN_AND_BLINK, null), Axis.CONTINUITY)).isEqualTo(Band.PASS);
        assertThat(band(judged(stalled(once, 9.3), TURN_AND_BLINK, null), Axis.CONTINUITY))
                .isEqualTo(Band.REVIEW);
    }

    /** Half a second without a picture, then another one with the face elsewhere. */
    private static Observation stalled(Observation all, double from) {
        List<FrameFacts> frames = new ArrayList<>();
        boolean before = true;
        for (FrameFacts frame : all.frames()) {
            if (frame.time() < from) {
                frames.add(frame);
            } else if (frame.time() > from + 0.5) {
                FrameFacts moved = Records.with(frame, "face", shifted(Track.face(frame), 0.1));
                frames.add(before ? Records.with(moved, "difference", 10.0) : moved);
                before = false;
            }
        }
        return new Observation(Observation.VERSION, all.clip(), frames, all.models());
    }

    private static SyntheticClip lost(SyntheticClip clip, double from) {
        return clip.each(frame -> frame.time() > from && frame.time() < from + 0.3
                ? Records.with(Records.with(frame, "face", null), "faces", 0)
                : frame);
    }

    private static FaceFacts shifted(FaceFacts face, double leap) {
        FaceFacts.Box box = face.box();
        return Records.with(face, "box", Records.with(box, "x", box.x() + leap * face.interOcular()));
    }

    /** Ten looks a second until 2 s, five from then on. */
    @ParameterizedTest
    @ValueSource(doubles = {1.75, 2.15, 2.35})
    void aJointIsSeenWhereTheClipIsLookedAtLessOftenToo(double at) {
        Observation all = genuine().rate(10).observe();
        List<FrameFacts> frames = new ArrayList<>();
        double last = -1;
        for (FrameFacts frame : all.frames()) {
            if (frame.time() - last >= (frame.time() < 2.05 ? 0.09 : 0.19)) {
                boolean after = frame.time() >= at;
                FrameFacts seen =
                        after && frame.face() != null ? Records.with(frame, "face", shifted(frame.face(), 0.5)) : frame;
                frames.add(after && last < at ? Records.with(seen, "difference", 40.0) : seen);
                last = frame.time();
            }
        }

        assertThat(band(
                        judged(
                                new Observation(Observation.VERSION, all.clip(), frames, all.models()),
                                TURN_AND_BLINK,
                                null),
                        Axis.CONTINUITY))
                .isEqualTo(Band.REVIEW);
    }

    @Test
    void promptsShownTogetherByTheirReportAreBelievedAsFarAsTheyDelayAlike() {
        Observation busy = new SyntheticClip()
                .seconds(16)
                .turnRight(2.5)
                .lookDown(4.2)
                .turnLeft(6.2)
                .openMouth(8.0)
                .blink(9.6)
                .turnRight(10.5)
                .lookDown(12.5)
                .observe();

        assertThat(judged(busy, "TURN_LEFT@2.5-7.5,BLINK@9-14", List.of(6.0, 6.0))
                        .outcome())
                .isEqualTo(OutcomeCode.ACTION_NOT_FOLLOWED);
        Observation late =
                new SyntheticClip().seconds(14).turnLeft(5.8).blink(9.8).observe();
        Judgement judged = judged(late, TURN_AND_BLINK, List.of(5.0, 9.2));
        assertThat(judged.outcome()).isEqualTo(OutcomeCode.CERTIFIED);
        assertThat(judged.actions().get(0).window()).isEqualTo(new Prompt.Window(5, 8.5));
    }

    @Test
    void whoTurnedAsAskedHasToHaveShownDepth() {
        SyntheticClip unmeasured = new SyntheticClip()
                .turnLeft(2.8)
                .blink(6.8)
                .openMouth(9.8)
                .face(face -> Records.with(
                        Records.with(Records.with(face, "planarResidual", null), "deformation", null), "relief", null));

        assertThat(judged(unmeasured, "TURN_LEFT@2-5.5,BLINK@6-9,OPEN_MOUTH@9-12")
                        .outcome())
                .isEqualTo(OutcomeCode.JUDGEMENT_UNCERTAIN);
    }

    @ParameterizedTest
    @CsvSource({"0.05, CERTIFIED", "0.13, FACE_OUT_OF_FRAME", "0.21, FACE_OUT_OF_FRAME", "0.9, FACE_OUT_OF_FRAME"})
    void aFaceCutOffMoreIsNoBetter(double cut, OutcomeCode outcome) {
        assertThat(judged(cutOff(5.5, cut), "TURN_LEFT@2-5.5").outcome()).isEqualTo(outcome);
    }

    private static SyntheticClip cutOff(double from, double cut) {
        return genuine()
                .each(frame -> frame.time() < from || frame.face() == null
                        ? frame
                        : Records.with(
                                frame,
                                "face",
                                Records.with(
                                        frame.face(),
                                        "quality",
                                        Records.with(frame.face().quality(), "cut", cut))));
    }

    @Test
    void eyesThatLieOutsideThePictureDoNotBlink() {
        assertThat(judged(cutOff(6, 0.6), TURN_AND_BLINK).actions()).last().matches(action -> !action.found());
    }

    @Test
    void aRecordingRunToAndFroIsFoundThoughTheFaceComesLate() {
        List<FrameFacts> taken = new SyntheticClip().turnLeft(1.5).observe().frames();
        for (int faceless : new int[] {0, 10}) {
            List<FrameFacts> frames = IntStream.range(0, 180)
                    .mapToObj(i -> {
                        double time = 6 - Math.abs(6 - i / 15.0);
                        FrameFacts frame = Records.with(taken.get((int) Math.round(15 * time)), "time", i / 15.0);
                        return i < faceless ? Records.with(Records.with(frame, "face", null), "faces", 0) : frame;
                    })
                    .toList();
            Judgement judgement = judge.judge(
                    new Observation(
                            Observation.VERSION, genuine().observe().clip(), frames, Map.of("mesh", "synthetic")),
                    new JudgeRequest(null, false, null, false));

            assertThat(band(judgement, Axis.LIVENESS))
                    .as(faceless + " without a face")
                    .isNotEqualTo(Band.PASS);
        }
    }
}
