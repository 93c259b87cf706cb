package org.proofoflife.ops.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class DetTest {

    @Test
    void separateScoresHaveNoErrorAndMixedOnesHave() {
        assertThat(Det.of(List.of(3.0, 4.0), List.of(1.0, 2.0)).equalErrorRate())
                .isZero();
        assertThat(Det.of(List.of(1.0, 3.0), List.of(2.0, 0.0)).equalErrorRate())
                .isCloseTo(0.5, within(1e-9));
    }

    @Property(seed = "20261124")
    void ratesMoveOppositeWaysAsTheThresholdRises(
            @ForAll @NotEmpty List<@DoubleRange(min = -5, max = 5) Double> mated,
            @ForAll @NotEmpty List<@DoubleRange(min = -5, max = 5) Double> nonMated) {
        List<Det.Point> points = Det.of(mated, nonMated).points();
        for (int i = 1; i < points.size(); i++) {
            assertThat(points.get(i).fmr())
                    .isLessThanOrEqualTo(points.get(i - 1).fmr());
            assertThat(points.get(i).fnmr())
                    .isGreaterThanOrEqualTo(points.get(i - 1).fnmr());
        }
        assertThat(points.get(points.size() - 1).fmr()).isZero();
    }
}
