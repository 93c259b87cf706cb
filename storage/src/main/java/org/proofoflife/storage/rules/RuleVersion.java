package org.proofoflife.storage.rules;

import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.proofoflife.storage.Refusal;

/**
 * The rules of a scheme from a month on, until a later version takes over.
 *
 * @param effectiveFrom yyyy-MM
 * @param periodMonths months a success is valid for, counted from the month after it; 1 to 60
 * @param graceMonths months after the period in which payment goes on; 0 to 12
 * @param highRiskMonths a suspension of more months than these is lifted by a counter only; 1 to 60
 * @param noticeDays days before the end of the period at which people are reminded, longest first; 1 to 10 of them, each 1
 *     to 365
 */
public record RuleVersion(
        String scheme,
        String effectiveFrom,
        int periodMonths,
        int graceMonths,
        int highRiskMonths,
        List<Integer> noticeDays) {

    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])");
    private static final int MOST_MONTHS = 60;
    private static final int MOST_GRACE = 12;
    private static final int MOST_NOTICES = 10;
    private static final int MOST_DAYS = 365;

    public RuleVersion {
        noticeDays = List.copyOf(noticeDays);
    }

    /** @throws Refusal INVALID_MONTH, INVALID_PERIOD, INVALID_GRACE, INVALID_HIGH_RISK, INVALID_NOTICE_DAYS */
    void check() {
        if (!MONTH.matcher(effectiveFrom).matches()) {
            throw Refusal.invalid("INVALID_MONTH", "A month is written yyyy-MM");
        }
        within("INVALID_PERIOD", "The period", periodMonths, 1, MOST_MONTHS);
        within("INVALID_GRACE", "Grace", graceMonths, 0, MOST_GRACE);
        within("INVALID_HIGH_RISK", "High risk", highRiskMonths, 1, MOST_MONTHS);
        List<Integer> sorted =
                noticeDays.stream().distinct().sorted(Comparator.reverseOrder()).toList();
        if (noticeDays.isEmpty()
                || noticeDays.size() > MOST_NOTICES
                || !sorted.equals(noticeDays)
                || noticeDays.get(0) > MOST_DAYS
                || noticeDays.get(noticeDays.size() - 1) < 1) {
            throw Refusal.invalid(
                    "INVALID_NOTICE_DAYS", "One to ten different days from 365 down to 1, the longest first");
        }
    }

    YearMonth month() {
        return YearMonth.parse(effectiveFrom);
    }

    private static void within(String code, String what, int months, int least, int most) {
        if (months < least || months > most) {
            throw Refusal.invalid(code, what + " is " + least + " to " + most + " months");
        }
    }
}
