package org.proofoflife.batch.partition;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.StepLocator;
import org.springframework.batch.integration.partition.StepExecutionRequest;

/**
 * Does the partition that a message asks for. Spring Batch's own handler would also do it when the run it belongs to
 * has ended or another worker has finished it, which a redelivered message may well say.
 */
class PartitionWorker {

    private static final Logger log = LoggerFactory.getLogger(PartitionWorker.class);

    private final JobRepository repository;
    private final StepLocator steps;

    PartitionWorker(JobRepository repository, StepLocator steps) {
        this.repository = repository;
        this.steps = steps;
    }

    /** Returns normally also when the step fails: its execution says so, and asking again would not help. */
    void work(StepExecutionRequest request) {
        StepExecution partition = repository.getStepExecution(request.getStepExecutionId());
        if (partition == null
                || !partition.getStatus().isRunning()
                || !partition.getJobExecution().isRunning()) {
            log.info("Partition {} needs no more work", request.getStepExecutionId());
            return;
        }
        Step step = steps.getStep(request.getStepName());
        if (step == null) {
            throw new IllegalStateException("No step " + request.getStepName() + " in this process");
        }
        try {
            step.execute(partition);
        } catch (JobInterruptedException e) {
            log.info("Partition {} was stopped", request.getStepExecutionId());
        }
    }
}
