package org.proofoflife.batch.schedule;

import java.time.Clock;
import org.proofoflife.storage.objects.ObjectStore;
import org.springframework.batch.core.job.Job;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class MonthJobs {

    @Bean
    Job openMonth(Tasks tasks, Months months) {
        return tasks.job(
                "openMonth", parameters -> months.open(Months.parse(parameters.getOrDefault("month", ""))), "month");
    }

    @Bean
    Job importInbox(Tasks tasks, Inbox inbox) {
        return tasks.job("importInbox", parameters -> inbox.startAll());
    }

    @Bean
    Job dueNotices(Tasks tasks, JdbcClient jdbc, ObjectStore objects, Clock clock) {
        DueNotices notices = new DueNotices(jdbc, objects, clock);
        return tasks.job("dueNotices", parameters -> notices.write());
    }
}
