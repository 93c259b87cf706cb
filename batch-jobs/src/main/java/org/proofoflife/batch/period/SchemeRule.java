package org.proofoflife.batch.period;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.List;

/**
 * The rules of one scheme from a month on, until a later version takes over.
 *
 * @param periodMonths months a sign of life is good for, counted from the month after it
 * @param graceMonths months after the period in which payment goes on
 * @param highRiskMonths a suspension longer than this is lifted by a counter only
 * @param noticeDays days before the end of the period at which the person is reminded, longest first
 */
public record SchemeRule(
        String scheme,
        YearMonth effectiveFrom,
        int periodMonths,
        int graceMonths,
        int highRiskMonths,
        List<Integer> noticeDays) {

    public SchemeRule {
        if (periodMonths < 1 || graceMonths < 0 || highRiskMonths < 1) {
            throw new IllegalArgumentException("months out of range in a rule of scheme " + scheme);
        }
        noticeDays = noticeDays.stream()
                .sorted(Collections.reverseOrder())
                .distinct()
                .toList();
        if (noticeDays.isEmpty() || noticeDays.get(noticeDays.size() - 1) < 0) {
            throw new IllegalArgumentException("notice days out of range in a rule of scheme " + scheme);
        }
    }

    /** Last month covered by a sign of life in the given month. */
    public YearMonth lastCovered(YearMonth signed) {
        return signed.plusMonths(periodMonths);
    }

    /** First day of the period a success on this day opens: the first of the next month. */
    public static LocalDate validFrom(LocalDate success) {
        return YearMonth.from(success).plusMonths(1).atDay(1);
    }

    /** Last day of the period a success on this day opens. */
    public LocalDate validUntil(LocalDate success) {
        return lastCovered(YearMonth.from(success)).atEndOfMonth();
    }
}
