package org.proofoflife.batch.reconciliation;

import java.time.Clock;
import java.time.YearMonth;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;

/** Starts the reconciliation of a month, as often as is wanted. */
public class ReconciliationLauncher {

    private final JobOperator operator;
    private final Job job;
    private final Clock clock;

    ReconciliationLauncher(JobOperator operator, Job job, Clock clock) {
        this.operator = operator;
        this.job = job;
        this.clock = clock;
    }

    public JobExecution reconcile(YearMonth month) throws JobExecutionException {
        return operator.start(
                job,
                new JobParametersBuilder()
                        .addString("month", month.toString())
                        .addString("given", clock.instant().toString())
                        .toJobParameters());
    }
}
