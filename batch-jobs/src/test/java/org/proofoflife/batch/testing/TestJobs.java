package org.proofoflife.batch.testing;

import java.util.concurrent.atomic.AtomicInteger;
import org.proofoflife.batch.schedule.Tasks;
import org.proofoflife.storage.testing.People;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Jobs that misbehave on purpose. */
@TestConfiguration(proxyBeanMethods = false)
@Import(People.class)
public class TestJobs {

    public static final AtomicInteger FAILURES = new AtomicInteger();

    @Bean
    RecordedNotices noticeSender() {
        return new RecordedNotices();
    }

    @Bean
    Job failsWhileTold(Tasks tasks) {
        return tasks.job("failsWhileTold", parameters -> {
            if (FAILURES.getAndDecrement() > 0) {
                throw new IllegalStateException("told to fail");
            }
            return 7;
        });
    }

    /** Commits again and again until it is stopped. */
    @Bean
    Job neverEnds(JobRepository repository, PlatformTransactionManager transactions, JdbcClient jdbc) {
        return new JobBuilder("neverEnds", repository)
                .start(new StepBuilder("neverEnds", repository)
                        .tasklet(
                                (contribution, chunk) -> {
                                    jdbc.sql("select 1 from pg_sleep(0.05)")
                                            .query()
                                            .listOfRows();
                                    return RepeatStatus.CONTINUABLE;
                                },
                                transactions)
                        .build())
                .build();
    }
}
