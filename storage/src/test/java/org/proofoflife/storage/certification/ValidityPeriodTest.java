package org.proofoflife.storage.certification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.time.Period;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.time.api.constraints.DateRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidityPeriodTest {

    @ParameterizedTest
    @CsvSource({
        "2026-03-15, 12, 2026-04-01, 2027-03-31",
        "2026-03-31, 12, 2026-04-01, 2027-03-31",
        "2026-03-01, 12, 2026-04-01, 2027-03-31",
        "2026-12-31, 12, 2027-01-01, 2027-12-31",
        "2027-02-28, 12, 2027-03-01, 2028-02-29",
        "2028-02-29, 12, 2028-03-01, 2029-02-28",
        "2026-08-10, 6, 2026-09-01, 2027-02-28"
    })
    void countsWholeMonthsFromTheMonthAfter(LocalDate on, int months, LocalDate from, LocalDate until) {
        assertThat(ValidityPeriod.after(on, months)).isEqualTo(new ValidityPeriod(from, until));
    }

    @Property(seed = "20261124")
    void isAsLongAsTheSchemeSays(
            @ForAll @DateRange(min = "2000-01-01", max = "2100-12-31") LocalDate on,
            @ForAll @IntRange(min = 1, max = 36) int months) {
        ValidityPeriod period = ValidityPeriod.after(on, months);
        assertThat(Period.between(period.from(), period.until().plusDays(1)).toTotalMonths())
                .isEqualTo(months);
        assertThat(period.from()).isAfter(on).isBeforeOrEqualTo(on.plusDays(31));
    }

    @Test
    void aPeriodHasAtLeastOneMonth() {
        assertThatIllegalArgumentException().isThrownBy(() -> ValidityPeriod.after(LocalDate.EPOCH, 0));
    }
}
