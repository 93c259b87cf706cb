package org.proofoflife.verification.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.proofoflife.storage.certification.Action;
import org.proofoflife.storage.certification.Challenge;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.verification.facts.Observation;
import org.proofoflife.verification.judge.Judgement.Axis;
import org.proofoflife.verification.judge.Judgement.AxisResult;

class JudgementPropertiesTest {

    private static final Challenge CHALLENGE = Challenge.parse("TURN_LEFT@2-5.5,LOOK_UP@6-9");

    private final PolicyJudge judge = PolicyJudge.standard();

    private static SyntheticClip genuine(long seed) {
        return new SyntheticClip().seed(seed).turnLeft(2.8).lookUp(6.5);
    }

    private Judgement judged(SyntheticClip clip, boolean mirrored) {
        return judge.judge(clip.observe(), new JudgeRequest(CHALLENGE, mirrored, null, true));
    }

    private static AxisResult axis(Judgement judgement, Axis axis) {
        return judgement.axes().stream()
                .filter(result -> result.axis() == axis)
                .findFirst()
                .orElseThrow();
    }

    @Property(tries = 20, seed = "20261124")
    void aMirroredClipIsJudgedAlikeWhenTold(@ForAll @LongRange(min = 0, max = 10_000) long seed) {
        Judgement plain = judged(genuine(seed), false);
        Judgement mirrored = judged(genuine(seed).mirrored(true), true);

        assertThat(mirrored).isEqualTo(plain);
        assertThat(plain.outcome()).isEqualTo(OutcomeCode.CERTIFIED);
    }

    @Property(tries = 8, seed = "20261124")
    void aMirroredClipThatIsNotDeclaredIsRefused(@ForAll @LongRange(min = 0, max = 10_000) long seed) {
        assertThat(judged(genuine(seed).mirrored(true), false).outcome()).isEqualTo(OutcomeCode.ACTION_NOT_FOLLOWED);
    }

    @Property(tries = 20, seed = "20261124")
    void laterPromptsAndLaterActionsGiveTheSameAnswerLater(
            @ForAll @LongRange(min = 0, max = 10_000) long seed, @ForAll @DoubleRange(min = 0.1, max = 3.5) double by) {
        Observation later = genuine(seed).shift(by).observe();
        Judgement shifted = judge.judge(later, new JudgeRequest(CHALLENGE, false, List.of(2 + by, 6 + by), true));
        Judgement plain = judged(genuine(seed), false);

        assertThat(shifted.outcome()).isEqualTo(plain.outcome()).isEqualTo(OutcomeCode.CERTIFIED);
        for (int i = 0; i < 2; i++) {
            assertThat(shifted.actions().get(i).start())
                    .isCloseTo(plain.actions().get(i).start() + by, within(0.25));
        }
    }

    @Property(tries = 25, seed = "20261124")
    void theFrameRateChangesNothing(
            @ForAll @LongRange(min = 0, max = 10_000) long seed, @ForAll @DoubleRange(min = 9, max = 60) double rate) {
        Judgement judgement = judged(genuine(seed).rate(rate), false);

        assertThat(judgement.outcome()).isEqualTo(OutcomeCode.CERTIFIED);
        assertThat(judgement.actions().get(0).start()).isCloseTo(2.8, within(0.3));
        assertThat(judgement.actions().get(1).start()).isCloseTo(6.5, within(0.3));
    }

    @Property(tries = 25, seed = "20261124")
    void livenessNeverFallsWhenThePadModelIsSurer(
            @ForAll @DoubleRange(min = 0, max = 1) double one, @ForAll @DoubleRange(min = 0, max = 1) double other) {
        livenessNeverFalls(one, other, genuine(1)::pad);
    }

    @Property(tries = 25, seed = "20261124")
    void livenessNeverFallsWhenTheHeadIsMoreSolid(
            @ForAll @DoubleRange(min = 0, max = .1) double one, @ForAll @DoubleRange(min = 0, max = .1) double other) {
        livenessNeverFalls(one, other, genuine(1)::planar);
    }

    @Property(tries = 25, seed = "20261130")
    void livenessNeverFallsWhenTheNoseStandsOutMore(
            @ForAll @DoubleRange(min = -.3, max = 1.2) double one,
            @ForAll @DoubleRange(min = -.3, max = 1.2) double other) {
        livenessNeverFalls(one, other, genuine(1)::relief);
    }

    private void livenessNeverFalls(double one, double other, DoubleFunction<SyntheticClip> measured) {
        double lower = axis(judged(measured.apply(Math.min(one, other)), false), Axis.LIVENESS)
                .score();
        double higher = axis(judged(measured.apply(Math.max(one, other)), false), Axis.LIVENESS)
                .score();

        assertThat(higher).isGreaterThanOrEqualTo(lower);
    }

    @Property(tries = 25, seed = "20261124")
    void theMatchNeverFallsWhenTheFacesAreMoreAlike(
            @ForAll @DoubleRange(min = -.2, max = 1) double one,
            @ForAll @DoubleRange(min = -.2, max = 1) double other) {
        double lower = axis(judged(genuine(1).reference(Math.min(one, other)), false), Axis.MATCH)
                .score();
        double higher = axis(judged(genuine(1).reference(Math.max(one, other)), false), Axis.MATCH)
                .score();

        assertThat(higher).isGreaterThanOrEqualTo(lower);
    }

    @Property(tries = 20, seed = "20261124")
    void anyFourActionsInOrderAreFoundAndInAnyOtherOrderAreNot(
            @ForAll @Size(4) @UniqueElements List<Action> actions, @ForAll @LongRange(min = 0, max = 99) long seed) {
        SyntheticClip clip = new SyntheticClip().seconds(16).seed(seed);
        StringBuilder asked = new StringBuilder();
        StringBuilder swapped = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            double at = 2 + 3.4 * i;
            clip.act(actions.get(i), at + 0.4);
            String window = "@" + String.format(java.util.Locale.ROOT, "%.1f-%.1f", at, at + 3.2);
            asked.append(i == 0 ? "" : ",").append(actions.get(i)).append(window);
            swapped.append(i == 0 ? "" : ",").append(actions.get((i + 1) % 4)).append(window);
        }

        assertThat(outcome(clip, asked.toString())).isEqualTo(OutcomeCode.CERTIFIED);
        assertThat(outcome(clip, swapped.toString())).isEqualTo(OutcomeCode.ACTION_NOT_FOLLOWED);
    }

    private OutcomeCode outcome(SyntheticClip clip, String challenge) {
        return judge.judge(clip.observe(), new JudgeRequest(Challenge.parse(challenge), false, null, true))
                .outcome();
    }
}
