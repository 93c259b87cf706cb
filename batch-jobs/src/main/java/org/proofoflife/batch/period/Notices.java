package org.proofoflife.batch.period;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;

/** Which reminder is due on a day: the shortest term the day has reached, so that a late run sends one, not three. */
public final class Notices {

    private Notices() {}

    /** @return days before the end of the period of the reminder due, empty before the first and after the end */
    public static OptionalInt due(SchemeRule rule, LocalDate certifiedUntil, LocalDate day) {
        long left = ChronoUnit.DAYS.between(day, certifiedUntil);
        if (left < 0) {
            return OptionalInt.empty();
        }
        return rule.noticeDays().stream()
                .mapToInt(Integer::intValue)
                .filter(term -> left <= term)
                .min();
    }
}
