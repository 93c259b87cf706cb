package org.proofoflife.batch.schedule;

import java.util.Map;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.DefaultJobParametersValidator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;

/** Makes a job of one task: run in one transaction, counted, restartable from its beginning. */
@Component
public class Tasks {

    private final JobRepository repository;
    private final PlatformTransactionManager transactions;

    Tasks(JobRepository repository, PlatformTransactionManager transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    /** What the job does; idempotent, because a killed run begins again. */
    @FunctionalInterface
    public interface Task {
        /** @return how many rows or objects were dealt with */
        long run(Map<String, String> parameters) throws Exception;
    }

    public Job job(String name, Task task, String... required) {
        return job(name, task, TransactionDefinition.PROPAGATION_REQUIRED, required);
    }

    /**
     * The same outside of any transaction, for what may take hours and stands as it is done: a row written to the audit log
     * in a transaction of hours would keep the log from being sealed.
     */
    public Job lasting(String name, Task task) {
        return job(name, task, TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    }

    private Job job(String name, Task task, int propagation, String... required) {
        DefaultJobParametersValidator validator = new DefaultJobParametersValidator();
        validator.setRequiredKeys(required);
        var step = new StepBuilder(name, repository)
                .tasklet(
                        (contribution, chunk) -> {
                            Map<String, String> parameters = new java.util.HashMap<>();
                            contribution
                                    .getStepExecution()
                                    .getJobParameters()
                                    .forEach(p -> parameters.put(p.name(), String.valueOf(p.value())));
                            long done = task.run(parameters);
                            contribution.getStepExecution().setReadCount(done);
                            contribution.incrementWriteCount(done);
                            return RepeatStatus.FINISHED;
                        },
                        transactions)
                .transactionAttribute(new DefaultTransactionAttribute(propagation))
                .build();
        return new JobBuilder(name, repository).validator(validator).start(step).build();
    }
}
