package org.proofoflife.batch.schedule;

import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One line of the schedule.
 *
 * @param job name of the batch job
 * @param cron Quartz cron expression in the bureau's zone
 * @param misfire what happens when the time was missed
 * @param days on which days it runs
 * @param month offset of the month it works on from the month of its time; null when it works on no month
 */
public record Entry(String job, String cron, Misfire misfire, Days days, Month month) {

    /** A missed time is made up for once, or left to the next time. */
    public enum Misfire {
        RUN_ONCE,
        SKIP
    }

    public enum Days {
        EVERY_DAY,
        WORKING_DAYS
    }

    public enum Month {
        NONE,
        CURRENT,
        PREVIOUS
    }

    /**
     * The built-in schedule. Made up for: what a month or a day cannot do without. Skipped: what comes again within the
     * hour anyway.
     */
    static List<Entry> builtIn() {
        return List.of(
                new Entry("openMonth", "0 0 0 1 * ?", Misfire.RUN_ONCE, Days.EVERY_DAY, Month.CURRENT),
                new Entry("importInbox", "0 */5 * * * ?", Misfire.SKIP, Days.EVERY_DAY, Month.NONE),
                new Entry("reconcileMonth", "0 0 1 * * ?", Misfire.RUN_ONCE, Days.WORKING_DAYS, Month.CURRENT),
                new Entry("reconcileLate", "0 0 2 * * ?", Misfire.RUN_ONCE, Days.WORKING_DAYS, Month.NONE),
                new Entry("proposeMonth", "0 0 6 * * ?", Misfire.RUN_ONCE, Days.WORKING_DAYS, Month.CURRENT),
                new Entry("reportMonth", "0 30 6 * * ?", Misfire.RUN_ONCE, Days.WORKING_DAYS, Month.CURRENT),
                new Entry("dueNotices", "0 0 9 * * ?", Misfire.RUN_ONCE, Days.WORKING_DAYS, Month.NONE),
                new Entry("retention", "0 30 3 * * ?", Misfire.RUN_ONCE, Days.EVERY_DAY, Month.NONE),
                new Entry("orphanedUploads", "0 20 * * * ?", Misfire.SKIP, Days.EVERY_DAY, Month.NONE),
                new Entry("expiredChallenges", "0 */5 * * * ?", Misfire.SKIP, Days.EVERY_DAY, Month.NONE),
                new Entry("sealAudit", "0 10 * * * ?", Misfire.SKIP, Days.EVERY_DAY, Month.NONE),
                new Entry("verifyAudit", "0 0 4 * * ?", Misfire.RUN_ONCE, Days.EVERY_DAY, Month.NONE));
    }

    Entry withCron(String other) {
        return new Entry(job, other, misfire, days, month);
    }

    /**
     * Parameters of the run that belongs to a time. The time itself is one of them: should two schedulers ever fire the
     * same time, the second finds the run already there.
     */
    Map<String, String> parameters(ZonedDateTime time) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("scheduled", time.toOffsetDateTime().toString());
        if (month != Month.NONE) {
            parameters.put(
                    "month",
                    YearMonth.from(time)
                            .minusMonths(month == Month.PREVIOUS ? 1 : 0)
                            .toString());
        }
        return parameters;
    }
}
