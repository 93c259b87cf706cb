package org.proofoflife.batch.monthend;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.proofoflife.batch.schedule.Tasks;
import org.springframework.batch.core.job.Job;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Payments and certificates of a month gone by that came, were corrected or were revoked after it was reconciled: it is
 * reconciled again, and so are the months after it that a certificate reaches.
 */
@Configuration(proxyBeanMethods = false)
class LateFacts {

    static final String JOB = "reconcileLate";

    @Bean
    Job reconcileLate(Tasks tasks, MonthEnd monthEnd, JdbcClient jdbc, Clock clock) {
        return tasks.lasting(JOB, parameters -> again(monthEnd, jdbc, YearMonth.now(clock)));
    }

    /** The earliest month first: what a month owes depends on what was found in those before. */
    private static long again(MonthEnd monthEnd, JdbcClient jdbc, YearMonth present) throws IOException {
        List<YearMonth> months = months(jdbc, present);
        for (YearMonth month : months) {
            List<Long> seen = certificates(jdbc, month);
            if (month.isBefore(present)) {
                monthEnd.again(month, "job:" + JOB);
            } else {
                monthEnd.againPresent(month, "job:" + JOB);
            }
            // Only now, so that a run which died on the way is made up for; what came meanwhile was not seen by all.
            jdbc.sql("delete from late_certificate where id = any(:seen)")
                    .param("seen", seen.toArray(Long[]::new))
                    .update();
        }
        return months.size();
    }

    /** Whatever begins a month again ends with its report, so that a run which died on the way is made up for. */
    private static List<YearMonth> months(JdbcClient jdbc, YearMonth present) {
        return jdbc.sql("""
                        select r.pay_month
                        from import_run r join pay_period p on p.pay_month = r.pay_month
                            left join month_figures f on f.pay_month = r.pay_month
                        where r.kind = 'PAYMENTS' and r.state = 'APPLIED' and p.state = 'RECONCILED'
                            and r.pay_month < :present
                            and r.finished_at > least(coalesce(p.begun_at, p.reconciled_at), f.reported_at)
                        union
                        select c.pay_month
                        from late_certificate c join pay_period p on p.pay_month = c.pay_month
                        where p.state = 'RECONCILED' and c.pay_month <= :present
                        order by pay_month""").param("present", present.atDay(1)).query(LocalDate.class).list().stream()
                .map(YearMonth::from)
                .toList();
    }

    private static List<Long> certificates(JdbcClient jdbc, YearMonth month) {
        return jdbc.sql("select id from late_certificate where pay_month = :month")
                .param("month", month.atDay(1))
                .query(Long.class)
                .list();
    }
}
