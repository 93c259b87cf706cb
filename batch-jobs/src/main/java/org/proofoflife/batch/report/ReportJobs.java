package org.proofoflife.batch.report;

import java.util.EnumSet;
import org.proofoflife.batch.schedule.Months;
import org.proofoflife.batch.schedule.Tasks;
import org.proofoflife.storage.objects.ObjectStore;
import org.springframework.batch.core.job.Job;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReportJobs {

    @Bean
    Job reportMonth(Tasks tasks, MonthReports reports) {
        return tasks.job(
                "reportMonth",
                parameters -> reports.write(Months.parse(parameters.getOrDefault("month", "")), "job:reportMonth")
                        .size(),
                "month");
    }

    @Bean
    ApplicationRunner buckets(ObjectStore objects) {
        return arguments -> objects.ensureBuckets(EnumSet.allOf(ObjectStore.Bucket.class));
    }
}
