package org.proofoflife.batch.reconciliation;

import java.time.Clock;
import java.time.YearMonth;
import java.util.Objects;
import org.proofoflife.batch.jobs.Progress;
import org.proofoflife.batch.partition.BucketPartitioner;
import org.proofoflife.batch.partition.BucketRange;
import org.proofoflife.batch.partition.PartitionHandlers;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.DefaultJobParametersValidator;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The job reconcileMonth: begin, every range of buckets, end. Parameter {@code month} as yyyy-MM; with {@code late} as true it
 * looks only at the buckets for which late facts wait.
 */
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
    @StepScope
    Partitioner bucketPartitioner(
            PayPeriods periods,
            @Value("#{jobParameters['month']}") String month,
            @Value("#{jobParameters['late'] == 'true'}") boolean late) {
        return new BucketPartitioner(() -> periods.ranges(YearMonth.parse(month), late));
    }

    @Bean
    Job reconcileMonth(
            JobRepository repository,
            PlatformTransactionManager transactions,
            PayPeriods periods,
            Partitioner bucketPartitioner,
            PartitionHandlers handlers,
            @Qualifier(WORKER) Step worker) {
        Step begin = new StepBuilder("begin", repository)
                .tasklet(
                        (contribution, chunk) -> {
                            YearMonth month = month(contribution);
                            periods.begin(month);
                            JobExecution run = contribution.getStepExecution().getJobExecution();
                            boolean late =
                                    Boolean.parseBoolean(run.getJobParameters().getString("late"));
                            run.getExecutionContext()
                                    .putLong(Progress.EXPECTED_ROWS, periods.people(periods.ranges(month, late)));
                            return RepeatStatus.FINISHED;
                        },
                        transactions)
                .build();
        Step reconcile = new StepBuilder("reconcile", repository)
                .partitioner(WORKER, bucketPartitioner)
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
                .validator(new DefaultJobParametersValidator(
                        new String[] {"month"}, new String[] {"late", "given", "scheduled"}))
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
