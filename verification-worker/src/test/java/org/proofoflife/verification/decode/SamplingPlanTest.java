package org.proofoflife.verification.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.proofoflife.storage.certification.Challenge;
import org.proofoflife.verification.decode.SamplingPlan.Stretch;

class SamplingPlanTest {

    @Test
    void looksTenTimesASecondWhereNothingIsKnown() {
        assertThat(SamplingPlan.of(null, null)).isEqualTo(new SamplingPlan(10, List.of()));
        assertThat(SamplingPlan.of(Challenge.parse("TURN_LEFT,OPEN_MOUTH"), null))
                .isEqualTo(new SamplingPlan(10, List.of()));
    }

    @Test
    void looksForABlinkAtEveryFrameWhereverItMayBe() {
        assertThat(SamplingPlan.of(Challenge.parse("BLINK,TURN_LEFT"), null).rate())
                .isEqualTo(30);
    }

    @Test
    void looksTheMoreOftenTheBrieferTheActionIs() {
        SamplingPlan plan = SamplingPlan.of(Challenge.parse("TURN_LEFT@2.5-6,NOD@6.5-10,OPEN_MOUTH@10.5-14"), null);

        assertThat(plan.rate()).isEqualTo(5);
        assertThat(rateAt(plan, 1)).isEqualTo(10);
        assertThat(rateAt(plan, 4)).isEqualTo(5);
        assertThat(rateAt(plan, 8)).isEqualTo(10);
        assertThat(rateAt(plan, 14.1)).isEqualTo(5);
        assertThat(rateAt(plan, 15)).isEqualTo(5);
    }

    @Test
    void neverRestsWhereAPromptedBlinkIsToldFromTheNoiseOfTheRest() {
        SamplingPlan plan = SamplingPlan.of(Challenge.parse("TURN_LEFT@2.5-6,BLINK@6.5-10"), null);

        assertThat(plan.rate()).isEqualTo(10);
        assertThat(rateAt(plan, 8)).isEqualTo(30);
    }

    @Test
    void restsOnlyWhereATurnWillShowDepth() {
        assertThat(SamplingPlan.of(Challenge.parse("BLINK@2-5,OPEN_MOUTH@6-9"), null)
                        .rate())
                .isEqualTo(10);
    }

    @Test
    void followsThePromptsToWhenTheyWereShown() {
        Challenge challenge = Challenge.parse("TURN_LEFT@2.5-6,BLINK@6.5-9");
        SamplingPlan plan = SamplingPlan.of(challenge, List.of(2.5, 8.5));

        assertThat(rateAt(plan, 7)).as("as planned").isEqualTo(30);
        assertThat(rateAt(plan, 10.9)).as("as shown").isEqualTo(30);
        assertThat(rateAt(plan, 11.5)).isEqualTo(10);
    }

    @Test
    void putsTheHighestRateOutermost() {
        SamplingPlan plan = new SamplingPlan(5, List.of(new Stretch(1, 4, 30), new Stretch(0, 2, 10)));

        assertThat(plan.expression())
                .isEqualTo("isnan(prev_selected_t)+gte(t-prev_selected_t,"
                        + "if(between(t-start_t*lt(start_t,3),1.000,4.000),0.0283,"
                        + "if(between(t-start_t*lt(start_t,3),0.000,2.000),0.0950,0.1950)))");
    }

    @Property
    void neverLooksAtABlinkLessOftenThanItLasts(
            @ForAll @DoubleRange(min = 5, max = 12) double start, @ForAll @DoubleRange(min = 0, max = 3) double late) {
        Challenge challenge = Challenge.parse("SHAKE@2-5,BLINK@%.2f-%.2f".formatted(start, start + 3));
        SamplingPlan plan = SamplingPlan.of(challenge, List.of(2.0, start + late));

        for (double time = start; time <= start + 3; time += 0.1) {
            assertThat(rateAt(plan, time + late)).isEqualTo(30);
        }
    }

    private static double rateAt(SamplingPlan plan, double time) {
        return plan.denser().stream()
                .filter(stretch -> time >= stretch.from() && time <= stretch.to())
                .mapToDouble(Stretch::rate)
                .max()
                .orElse(plan.rate());
    }
}
