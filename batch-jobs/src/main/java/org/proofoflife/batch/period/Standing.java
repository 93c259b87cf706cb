package org.proofoflife.batch.period;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a person stands in a month of payment, decided on the eve of the month.
 *
 * @param certifiedUntil last day of the period, without grace; null before the benefit begins
 * @param overdueMonths months since the period ended, this one included; 0 while it runs
 * @param suspendedMonths months suspended in a row, this one included; 0 when paid
 * @param highRisk suspended for longer than the scheme allows to be lifted automatically
 * @param arrears the suspended months that are to be paid now, on the month of resumption only
 * @param overpaid months up to this one that were paid although the benefit had ended, as known today
 * @param next what the person or the bureau should do
 */
public record Standing(
        YearMonth month,
        State state,
        @Nullable LocalDate certifiedUntil,
        int overdueMonths,
        int suspendedMonths,
        boolean highRisk,
        List<YearMonth> arrears,
        List<YearMonth> overpaid,
        Next next) {

    /** States of a month; each says whether the benefit of that month is paid. */
    public enum State {
        /** The benefit has not begun. */
        NOT_STARTED(false),
        CERTIFIED(true),
        /** Certified, and the first reminder falls into this month or before. */
        DUE(true),
        /** The period is over, payment still goes on. */
        GRACE(true),
        SUSPENDED(false),
        /** First month paid after a suspension, with the arrears. */
        RESUMED(true),
        /** The benefit ended in an earlier month. */
        ENDED(false);

        private final boolean paid;

        State(boolean paid) {
            this.paid = paid;
        }

        public boolean paid() {
            return paid;
        }
    }

    /** The next step, in the order of DOMAIN: data comparison first, then self-service, then a visit, then the counter. */
    public enum Next {
        NOTHING,
        SELF_SERVICE,
        HOME_VISIT,
        COUNTER
    }

    public boolean paid() {
        return state.paid();
    }

    public boolean suspended() {
        return state == State.SUSPENDED;
    }
}
