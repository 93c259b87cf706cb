package org.proofoflife.batch.period;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * A day on which the person was shown to be alive.
 *
 * @param observedOn the day it speaks for: the period counts from here, however late it became known
 * @param knownOn the day the bureau had it: payment can follow only from the next month on
 */
public record LifeSign(LocalDate observedOn, LocalDate knownOn, Source source) {

    /** Where a sign comes from, and whether it renews the period by itself. */
    public enum Source {
        SELF_SERVICE(true),
        REVIEW(true),
        COUNTER(true),
        HOME_VISIT(true),
        STRONG_EVIDENCE(true),
        MEDIUM_EVIDENCE(false),
        WEAK_EVIDENCE(false);

        private final boolean renews;

        Source(boolean renews) {
            this.renews = renews;
        }

        public boolean renews() {
            return renews;
        }

        /** Only a counter lifts a suspension that has become high risk. */
        public boolean liftsHighRisk() {
            return this == COUNTER;
        }
    }

    public LifeSign {
        if (knownOn.isBefore(observedOn)) {
            throw new IllegalArgumentException("a sign of life was known before it was observed");
        }
    }

    public static LifeSign of(LocalDate day, Source source) {
        return new LifeSign(day, day, source);
    }

    YearMonth observedMonth() {
        return YearMonth.from(observedOn);
    }

    YearMonth knownMonth() {
        return YearMonth.from(knownOn);
    }
}
