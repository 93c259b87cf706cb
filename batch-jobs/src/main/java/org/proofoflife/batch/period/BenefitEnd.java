package org.proofoflife.batch.period;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * A day after which no benefit is due: it is paid for the month of the event and not for the next.
 *
 * @param knownOn the day a person confirmed it; data alone ends nothing
 */
public record BenefitEnd(LocalDate on, LocalDate knownOn, Reason reason) {

    public enum Reason {
        DEATH,
        IMPRISONMENT,
        NATIONALITY_LOST,
        DOUBLE_BENEFIT
    }

    public BenefitEnd {
        if (knownOn.isBefore(on)) {
            throw new IllegalArgumentException("the end of a benefit was known before it happened");
        }
    }

    YearMonth lastMonth() {
        return YearMonth.from(on);
    }

    YearMonth knownMonth() {
        return YearMonth.from(knownOn);
    }
}
