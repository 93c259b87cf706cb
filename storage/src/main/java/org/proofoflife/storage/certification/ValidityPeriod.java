package org.proofoflife.storage.certification;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * The rolling period of a certification: whole months, counted from the month after the success.
 *
 * @param from first day of the month after the success
 * @param until last day of the last month
 */
public record ValidityPeriod(LocalDate from, LocalDate until) {

    /** @param months at least 1 */
    public static ValidityPeriod after(LocalDate certifiedOn, int months) {
        if (months < 1) {
            throw new IllegalArgumentException("A period has at least one month: " + months);
        }
        YearMonth first = YearMonth.from(certifiedOn).plusMonths(1);
        return new ValidityPeriod(first.atDay(1), first.plusMonths(months - 1L).atEndOfMonth());
    }
}
