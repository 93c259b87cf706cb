package org.proofoflife.batch.reconciliation;

import java.time.Clock;
import java.time.YearMonth;
import java.util.Objects;
import org.proofoflife.batch.jobs.Progress;
import org.proofoflife.batch.partition.BucketPartitioner;
import org.proofoflife.batch.partition.BucketRange;
import org.proofoflife.batch.partition.PartitionHandlers;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.DefaultJobParametersValidator;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The job reconcileMonth: begin, every range of buckets, end. Parameter {@code month} as yyyy-MM. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReconciliationProperties.class)
public class ReconciliationConfiguration {

    private static final String WORKER = "reconcileBuckets";

    @Bean
    Reconciliation reconciliation(JdbcClient jdbc, Clock clock) {
        return new Reconciliation(jdbc, clock);
    }

    @Bean
    PayPeriods payPeriods(JdbcClient jdbc, Clock clock, ReconciliationProperties properties) {
        return new PayPeriods(jdbc, clock, properties.peoplePerPartition());
    }

    @Bean(WORKER)
    Step reconcileBuckets(
            JobRepository repository, PlatformTransactionManager transactions, Reconciliation reconciliation) {
        return new StepBuilder(WORKER, repository)
                .tasklet(
                        (contribution, chunk) -> {
                            StepExecution step = contribution.getStepExecution();
                            BucketRange range = BucketRange.of(step.getExecutionContext());
                            Reconciliation.Done done = reconciliation.reconcile(month(contribution), range);
                            step.setReadCount(done.people());
                            contribution.incrementWriteCount(done.findings());
                            contribution.setExitStatus(ExitStatus.COMPLETED.addExitDescription(
                                    "by process " + ProcessHandle.current().pid()));
                            return RepeatStatus.FINISHED;
                        },
                        transactions)
                .build();
    }

    @Bean
    Job reconcileMonth(
            JobRepository repository,
            PlatformTransactionManager transactions,
            PayPeriods periods,
            PartitionHandlers handlers,
            @Qualifier(WORKER) Step worker) {
        Step begin = new StepBuilder("begin", repository)
                .tasklet(
                        (contribution, chunk) -> {
                            periods.begin(month(contribution));
                            contribution
                                    .getStepExecution()
                                    .getJobExecution()
                                    .getExecutionContext()
                                    .putLong(Progress.EXPECTED_ROWS, periods.people());
                            return RepeatStatus.FINISHED;
                        },
                        transactions)
                .build();
        Step reconcile = new StepBuilder("reconcile", repository)
                .partitioner(WORKER, new BucketPartitioner(periods::partitions))
                .partitionHandler(handlers.forStep(WORKER, worker))
                .build();
        Step end = new StepBuilder("end", repository)
                .tasklet(
                        (contribution, chunk) -> {
                            periods.end(month(contribution));
                            return RepeatStatus.FINISHED;
                        },
                        transactions)
                .build();
        return new JobBuilder("reconcileMonth", repository)
                .validator(new DefaultJobParametersValidator(new String[] {"month"}, new String[] {"given"}))
                .start(begin)
                .next(reconcile)
                .next(end)
                .build();
    }

    @Bean
    ReconciliationLauncher reconciliationLauncher(
            JobOperator operator, @Qualifier("reconcileMonth") Job job, Clock clock) {
        return new ReconciliationLauncher(operator, job, clock);
    }

    private static YearMonth month(StepContribution contribution) {
        return YearMonth.parse(Objects.requireNonNull(contribution
                .getStepExecution()
                .getJobExecution()
                .getJobParameters()
                .getString("month")));
    }
}
