package org.proofoflife.verification.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofoflife.storage.certification.Action;
import org.proofoflife.storage.certification.Challenge;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.verification.facts.Observation;
import org.proofoflife.verification.judge.Judgement.ActionResult;

class ChallengeJudgeTest {

    private final PolicyJudge judge = PolicyJudge.standard();

    private Judgement judged(SyntheticClip clip, String challenge) {
        return judge.judge(clip.observe(), new JudgeRequest(Challenge.parse(challenge), false, null, true));
    }

    private static SyntheticClip doing(Action action, double at) {
        SyntheticClip clip = new SyntheticClip();
        return switch (action) {
            case TURN_LEFT -> clip.turnLeft(at);
            case TURN_RIGHT -> clip.turnRight(at);
            case LOOK_UP -> clip.lookUp(at);
            case LOOK_DOWN -> clip.lookDown(at);
            case BLINK -> clip.blink(at);
            case OPEN_MOUTH -> clip.openMouth(at);
            case NOD -> clip.nod(at);
            case SHAKE -> clip.shake(at);
        };
    }

    @ParameterizedTest
    @EnumSource
    void findsEachActionAndWhenItBegan(Action action) {
        Judgement judgement = judged(doing(action, 3.0), action + "@2-6");

        assertThat(judgement.outcome()).isEqualTo(OutcomeCode.CERTIFIED);
        ActionResult found = judgement.actions().get(0);
        assertThat(found.found()).isTrue();
        assertThat(found.start()).isCloseTo(3.0, within(0.2));
        assertThat(found.peak()).isBetween(found.start(), found.end());
    }

    @Test
    void aSlowNodThatIsDoneTwiceIsOneAnswerAndNotALookDownToo() {
        SyntheticClip twice =
                new SyntheticClip().move("pitch", 3.0, 0.35, 0, 17).move("pitch", 4.3, 0.5, 0.4, 17);

        assertThat(judged(twice, "NOD@2-7").outcome()).isEqualTo(OutcomeCode.CERTIFIED);
        assertThat(judged(twice, "NOD@2-7,BLINK@7-9").outcome()).isEqualTo(OutcomeCode.ACTION_NOT_FOLLOWED);
    }

    @Test
    void anAnswerGivenTwiceBeganWithTheFirst() {
        SyntheticClip nods = new SyntheticClip().move("pitch", 3.0, 0.35, 0, 14).move("pitch", 4.2, 0.35, 0, 18);
        SyntheticClip blinks = new SyntheticClip().blink(3.0).move("eyes", 3.7, 0.1, 0.06, -0.12);

        assertThat(judged(nods, "NOD@2-6").actions().get(0).start()).isCloseTo(3.0, within(0.2));
        assertThat(judged(blinks, "BLINK@2-6").actions().get(0).start()).isCloseTo(3.0, within(0.2));
    }

    @ParameterizedTest
    @EnumSource
    void nothingElsePassesForAnAction(Action asked) {
        for (Action done : Action.values()) {
            // A slow shake holds both sides, and a nod is a brief look down: those pairs are told apart by duration.
            if (done != asked) {
                assertThat(judged(doing(done, 3.0), asked + "@2-6").outcome())
                        .as("%s done when %s was asked", done, asked)
                        .isEqualTo(OutcomeCode.ACTION_NOT_FOLLOWED);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void doingNothingFollowsNoPrompt(Action asked) {
        assertThat(judged(new SyntheticClip(), asked + "@2-6").outcome()).isEqualTo(OutcomeCode.ACTION_NOT_FOLLOWED);
    }

    @Test
    void refusesAnActionOutsideItsWindow() {
        assertThat(judged(new SyntheticClip().turnLeft(7), "TURN_LEFT@2-5").outcome())
                .isEqualTo(OutcomeCode.ACTION_NOT_FOLLOWED);
        assertThat(judged(new SyntheticClip().turnLeft(1), "TURN_LEFT@4-7").outcome())
                .isEqualTo(OutcomeCode.ACTION_NOT_FOLLOWED);
    }

    @Test
    void toleratesASlowStart() {
        assertThat(judged(new SyntheticClip().turnLeft(4.4), "TURN_LEFT@2-5").outcome())
                .isEqualTo(OutcomeCode.CERTIFIED);
    }

    @ParameterizedTest
    @EnumSource(names = {"TURN_LEFT", "TURN_RIGHT", "LOOK_UP", "LOOK_DOWN", "OPEN_MOUTH"})
    void aCameraThatStallsWhileAnActionIsHeldHidesItNot(Action action) {
        Challenge challenge = Challenge.parse(action + "@2-6");
        Observation whole = doing(action, 3.0).observe();
        Observation stalled = Records.with(
                whole,
                "frames",
                whole.frames().stream()
                        .filter(frame -> frame.time() < 3.4 || frame.time() > 4.2)
                        .toList());

        assertThat(judge.judge(stalled, new JudgeRequest(challenge, false, null, true))
                        .outcome())
                .isEqualTo(OutcomeCode.CERTIFIED);
    }

    @Test
    void takesWhatOnlyBeginsAfterTheWindowForNoAnswer() {
        assertThat(blinks(new SyntheticClip().blink(5.3))).isFalse();
        assertThat(blinks(new SyntheticClip().blink(4.9))).isTrue();
    }

    @Test
    void takesAShallowDipForABlinkWhereTheEyesLookShut() {
        SyntheticClip shallow = new SyntheticClip().move("eyes", 4, 0.1, 0.06, -0.014);
        SyntheticClip shut = new SyntheticClip().move("shut", 4, 0.1, 0.06, 0.9);
        SyntheticClip behindGlasses =
                new SyntheticClip().move("eyes", 4, 0.1, 0.06, -0.014).move("shut", 4, 0.1, 0.06, 0.9);

        assertThat(blinks(shallow)).isFalse();
        assertThat(blinks(shut)).isFalse();
        assertThat(blinks(behindGlasses)).isTrue();
    }

    @Test
    void aBlinkMayNodALittleWhereTheEyesCloseWholly() {
        assertThat(blinks(nodding().blink(4))).isFalse();
        assertThat(blinks(nodding().blink(4).move("shut", 4, 0.1, 0.06, 0.95))).isTrue();
        assertThat(blinks(nodding().move("eyes", 4, 0.1, 0.06, -0.04).move("shut", 4, 0.1, 0.06, 0.95)))
                .isFalse();
        assertThat(blinks(nodding().move("eyes", 4, 0.1, 0.8, -0.08).move("shut", 4, 0.1, 0.8, 0.95)))
                .isFalse();
    }

    private static SyntheticClip nodding() {
        return new SyntheticClip().move("pitch", 3.9, 0.2, 0.1, 8);
    }

    private boolean blinks(SyntheticClip clip) {
        return judged(clip, "BLINK@2-5").actions().get(0).found();
    }

    @Test
    void refusesTheWrongOrderWithAndWithoutWindows() {
        SyntheticClip clip = new SyntheticClip().lookUp(2.5).turnLeft(6.5);

        assertThat(judged(clip, "TURN_LEFT,LOOK_UP").outcome()).isEqualTo(OutcomeCode.ACTION_NOT_FOLLOWED);
        assertThat(judged(clip, "TURN_LEFT@2-5.5,LOOK_UP@6-9").outcome()).isEqualTo(OutcomeCode.ACTION_NOT_FOLLOWED);
        assertThat(judged(clip, "LOOK_UP,TURN_LEFT").outcome()).isEqualTo(OutcomeCode.CERTIFIED);
    }

    @Test
    @DisplayName("A clip of every action in every window answers no challenge")
    void refusesABigUnaskedMove() {
        SyntheticClip clip = new SyntheticClip().turnRight(2.2).turnLeft(4.8).seconds(12);

        Judgement judgement = judged(clip, "TURN_LEFT@2-8");

        assertThat(judgement.outcome()).isEqualTo(OutcomeCode.ACTION_NOT_FOLLOWED);
        assertThat(judgement.actions())
                .anyMatch(action -> action.prompt() == -1 && action.action() == Action.TURN_RIGHT);
    }

    @Test
    void forgivesSmallMovesAndWhatComesAfterTheLastPrompt() {
        SyntheticClip clip = new SyntheticClip()
                .move("yaw", 1.0, 0.5, 0.3, 7)
                .turnLeft(3)
                .move("pitch", 6.2, 0.4, 0.2, 6)
                .lookDown(9);

        assertThat(judged(clip, "TURN_LEFT@2-6").outcome()).isEqualTo(OutcomeCode.CERTIFIED);
    }

    @Test
    void acceptsTheSameActionTwiceInItsWindow() {
        SyntheticClip clip = new SyntheticClip().turnLeft(2.2).turnLeft(4.8);

        assertThat(judged(clip, "TURN_LEFT@2-7.5").outcome()).isEqualTo(OutcomeCode.CERTIFIED);
    }

    @Test
    void speechIsNoMouthOpening() {
        assertThat(judged(new SyntheticClip().speech(1, 9), "OPEN_MOUTH@2-8").outcome())
                .isEqualTo(OutcomeCode.ACTION_NOT_FOLLOWED);
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void oneNodAfterARestIsANodWhateverTheHeadDidBefore(Action before) {
        SyntheticClip clip = new SyntheticClip().turnLeft(2.5).move("pitch", 9.5, 0.3, 0, 12);
        clip.act(before, 5.5);

        assertThat(judged(clip, "TURN_LEFT@2-5," + before + "@5-8.5,NOD@8.5-12").outcome())
                .isEqualTo(OutcomeCode.CERTIFIED);
    }

    @Test
    void aNodMayRestWhileTheChinIsDown() {
        SyntheticClip clip = new SyntheticClip().turnLeft(2.5).move("pitch", 6, 0.3, 0.5, 14);

        assertThat(judged(clip, "TURN_LEFT@2-5,NOD@5-8").outcome()).isEqualTo(OutcomeCode.CERTIFIED);
    }

    @Test
    void aHeadThatSwingsBackFromALookUpDoesNotNod() {
        SyntheticClip clip = new SyntheticClip()
                .turnLeft(2.5)
                .lookUp(5.5)
                .move("pitch", 7.4, 0.3, 0, 8)
                .seconds(12);

        assertThat(judged(clip, "TURN_LEFT@2-5,NOD@5-8").outcome()).isEqualTo(OutcomeCode.ACTION_NOT_FOLLOWED);
    }

    @Test
    void livelySpeechIsNoMouthOpening() {
        SyntheticClip clip = new SyntheticClip().turnLeft(2.5).move("mouth", 5.2, 0.3, 3, 0.15);
        for (double time = 5.3; time < 8; time += 0.6) {
            clip.move("mouth", time, 0.1, 0.12, 0.45).move("mouth", time + 0.3, 0.1, 0.06, 0.3);
        }

        assertThat(judged(clip, "TURN_LEFT@2-5,OPEN_MOUTH@5-9").outcome()).isEqualTo(OutcomeCode.ACTION_NOT_FOLLOWED);
    }

    @Test
    void aSmileIsNoMouthOpening() {
        assertThat(judged(new SyntheticClip().turnLeft(2.5).smile(6), "TURN_LEFT@2-5,OPEN_MOUTH@5-9")
                        .outcome())
                .isEqualTo(OutcomeCode.ACTION_NOT_FOLLOWED);
    }

    @Test
    void aMouthOpenedWithASmileIsOpenAndSoIsOneOfUnknownWidth() {
        SyntheticClip smiling = new SyntheticClip().turnLeft(2.5).openMouth(6).move("mouthWidth", 6, 0.4, 0.6, 0.05);
        SyntheticClip unknown =
                new SyntheticClip().turnLeft(2.5).smile(6).face(face -> Records.with(face, "mouthWidth", null));

        assertThat(judged(smiling, "TURN_LEFT@2-5,OPEN_MOUTH@5-9").outcome()).isEqualTo(OutcomeCode.CERTIFIED);
        assertThat(judged(unknown, "TURN_LEFT@2-5,OPEN_MOUTH@5-9").outcome()).isEqualTo(OutcomeCode.CERTIFIED);
    }

    @Test
    void turnsFromOneSideToTheOtherAreNoShakeWhereBothWereAsked() {
        SyntheticClip turns =
                new SyntheticClip().move("yaw", 3.6, 0.35, 0.3, -18).move("yaw", 4.8, 0.35, 0.3, 18);

        assertThat(judged(turns, "TURN_RIGHT@2-4.7,TURN_LEFT@4.7-7").outcome()).isEqualTo(OutcomeCode.CERTIFIED);
        assertThat(judged(turns, "TURN_LEFT@2-4.7,TURN_RIGHT@4.7-7").outcome())
                .isEqualTo(OutcomeCode.ACTION_NOT_FOLLOWED);
        assertThat(judged(turns, "TURN_RIGHT@2-5.9,TURN_LEFT@5.9-9").outcome())
                .isEqualTo(OutcomeCode.ACTION_NOT_FOLLOWED);
        assertThat(judged(turns.move("yaw", 6.0, 0.35, 0.3, -18), "TURN_RIGHT@2-4.7,TURN_LEFT@4.7-7")
                        .outcome())
                .isEqualTo(OutcomeCode.ACTION_NOT_FOLLOWED);
    }

    @Test
    void aWinkIsNoBlink() {
        assertThat(judged(new SyntheticClip().move("leftEye", 3, 0.1, 0.1, -0.14), "BLINK@2-6")
                        .outcome())
                .isEqualTo(OutcomeCode.ACTION_NOT_FOLLOWED);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.4, 1.0})
    void aDeliberateBlinkMayBeSlow(double hold) {
        assertThat(judged(new SyntheticClip().move("eyes", 3, 0.12, hold, -0.13), "BLINK@2-6")
                        .outcome())
                .isEqualTo(OutcomeCode.CERTIFIED);
    }

    @Test
    void aShiftedOrZoomedPictureIsNoTurn() {
        SyntheticClip clip = new SyntheticClip().each(frame -> {
            double slide = Math.max(0, Math.min(80, 40 * (frame.time() - 3)));
            var face = java.util.Objects.requireNonNull(frame.face());
            var box = face.box();
            var moved = new org.proofoflife.verification.facts.FaceFacts.Box(
                    box.x() + slide, box.y(), box.width() + slide / 2, box.height() + slide / 2);
            return Records.with(
                    frame,
                    "face",
                    Records.with(Records.with(face, "box", moved), "interOcular", face.interOcular() + slide / 4));
        });

        assertThat(judged(clip, "TURN_LEFT@2-6").outcome()).isEqualTo(OutcomeCode.ACTION_NOT_FOLLOWED);
    }

    @Test
    void movesTheWindowToWhereThePromptWasShownWithinReason() {
        Challenge challenge = Challenge.parse("TURN_LEFT@2-5");
        JudgeRequest late = new JudgeRequest(challenge, false, List.of(4.5), true);
        JudgeRequest absurd = new JudgeRequest(challenge, false, List.of(9.5), true);

        assertThat(judge.judge(new SyntheticClip().turnLeft(5.5).observe(), late)
                        .outcome())
                .isEqualTo(OutcomeCode.CERTIFIED);
        assertThat(judge.judge(new SyntheticClip().turnLeft(10).seconds(14).observe(), absurd)
                        .outcome())
                .isEqualTo(OutcomeCode.ACTION_NOT_FOLLOWED);
    }

    @Test
    void measuresFromThePersonsOwnNeutral() {
        SyntheticClip clip = new SyntheticClip().neutral(-9, 16).turnLeft(3);

        assertThat(judged(clip, "TURN_LEFT@2-6").outcome()).isEqualTo(OutcomeCode.CERTIFIED);
        assertThat(judged(new SyntheticClip().neutral(11, 9), "TURN_LEFT@2-6").outcome())
                .isEqualTo(OutcomeCode.ACTION_NOT_FOLLOWED);
    }
}
