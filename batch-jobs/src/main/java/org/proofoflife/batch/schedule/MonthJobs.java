package org.proofoflife.batch.schedule;

import org.springframework.batch.core.job.Job;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
}
