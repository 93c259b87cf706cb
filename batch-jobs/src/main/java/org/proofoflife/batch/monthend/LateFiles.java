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
 * Payments of a month gone by that came, or were corrected, after it was reconciled: it is reconciled again. The present
 * month is looked at daily anyway.
 */
@Configuration(proxyBeanMethods = false)
class LateFiles {

    static final String JOB = "reconcileLate";

    @Bean
    Job reconcileLate(Tasks tasks, MonthEnd monthEnd, JdbcClient jdbc, Clock clock) {
        return tasks.lasting(JOB, parameters -> again(months(jdbc, clock), monthEnd));
    }

    private static long again(List<YearMonth> months, MonthEnd monthEnd) throws IOException {
        for (YearMonth month : months) {
            monthEnd.again(month, "job:" + JOB);
        }
        return months.size();
    }

    /** Whatever begins a month again ends with its report, so that a run which died on the way is made up for. */
    private static List<YearMonth> months(JdbcClient jdbc, Clock clock) {
        return jdbc.sql("""
                        select distinct r.pay_month
                        from import_run r join pay_period p on p.pay_month = r.pay_month
                            left join month_figures f on f.pay_month = r.pay_month
                        where r.kind = 'PAYMENTS' and r.state = 'APPLIED' and p.state = 'RECONCILED'
                            and r.pay_month < :present
                            and r.finished_at > least(coalesce(p.begun_at, p.reconciled_at), f.reported_at)
                        order by r.pay_month""").param("present", YearMonth.now(clock).atDay(1)).query(LocalDate.class).list().stream()
                .map(YearMonth::from)
                .toList();
    }
}
