package org.proofoflife.ops.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RateTest {

    /** Newcombe, Two-sided confidence intervals for the single proportion, 1998, table I. */
    @Test
    void isWilsonsInterval() {
        Rate some = Rate.of(81, 263);
        assertThat(some.low()).isCloseTo(0.2553, within(5e-5));
        assertThat(some.high()).isCloseTo(0.3662, within(5e-5));
        Rate none = Rate.of(0, 20);
        assertThat(none.low()).isZero();
        assertThat(none.high()).isCloseTo(0.1611, within(5e-5));
        assertThat(Rate.of(1, 29).text()).isEqualTo("0.0345 (1 of 29; 0.0061 to 0.1718)");
        assertThat(Rate.of(0, 0).text()).isEqualTo("-");
    }

    @Property(seed = "20261201")
    void holdsTheRate(@ForAll @IntRange(max = 500) int errors, @ForAll @IntRange(min = 500, max = 1000) int of) {
        Rate rate = Rate.of(errors, of);
        double middle = Objects.requireNonNull(rate.rate());
        assertThat(rate.low()).isBetween(0.0, middle);
        assertThat(rate.high()).isBetween(middle, 1.0);
    }
}
