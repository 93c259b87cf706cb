package org.proofoflife.batch.monthend;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.proofoflife.batch.schedule.Tasks;
import org.springframework.batch.core.job.Job;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Payments and certificates that came, were corrected or were revoked after a month they reach was reconciled: it is
 * reconciled again, for those whom they may concern.
 */
@Configuration(proxyBeanMethods = false)
class LateFacts {

    static final String JOB = "reconcileLate";

    @Bean
    Job reconcileLate(Tasks tasks, MonthEnd monthEnd, JdbcClient jdbc, Clock clock) {
        return tasks.lasting(JOB, parameters -> again(monthEnd, jdbc, YearMonth.now(clock)));
    }

    /** @param waiting whether facts wait; otherwise its proposals and report alone are older than its reconciliation */
    private record Due(YearMonth month, boolean waiting) {}

    /** The earliest month first, and looked for anew each time: what is found in a month may concern those after it. */
    private static long again(MonthEnd monthEnd, JdbcClient jdbc, YearMonth present) throws IOException {
        long done = 0;
        for (Optional<Due> due = due(jdbc, LocalDate.EPOCH, present);
                due.isPresent();
                due = due(jdbc, due.get().month().atDay(1), present)) {
            YearMonth month = due.get().month();
            if (due.get().waiting()) {
                monthEnd.reconcileLate(month, "job:" + JOB);
            }
            if (month.isBefore(present)) {
                monthEnd.settle(month, "job:" + JOB);
            } else {
                monthEnd.propose(month);
            }
            done++;
        }
        return done;
    }

    /** Whatever begins a month gone by again ends with its report, so that a run which died on the way is made up for. */
    private static Optional<Due> due(JdbcClient jdbc, LocalDate after, YearMonth present) {
        return jdbc.sql("""
                        select pay_month, waiting
                        from (select p.pay_month, p.state, p.reconciled_at > f.reported_at as unreported,
                                  exists (select from late_fact l where l.pay_month = p.pay_month) as waiting
                              from pay_period p left join month_figures f on f.pay_month = p.pay_month
                              where p.pay_month > :after and p.pay_month <= :present) m
                        where state = 'RECONCILED' and (waiting or (unreported and pay_month < :present))
                            or state = 'RECONCILING' and waiting and pay_month < :present
                        order by pay_month limit 1""")
                .param("after", after)
                .param("present", present.atDay(1))
                .query((row, n) ->
                        new Due(YearMonth.from(row.getDate("pay_month").toLocalDate()), row.getBoolean("waiting")))
                .optional();
    }
}
