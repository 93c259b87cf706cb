package org.proofoflife.batch.jobs;

import org.proofoflife.storage.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Goes on with the runs of processes that died, without anybody asking. */
@Component
class TakeOver {

    private static final Logger log = LoggerFactory.getLogger(TakeOver.class);
    private final RunOwners owners;
    private final JobRuns runs;
    private final JobOperator operator;
    private final JobRepository repository;

    TakeOver(RunOwners owners, JobRuns runs, JobOperator operator, JobRepository repository) {
        this.owners = owners;
        this.runs = runs;
        this.operator = operator;
        this.repository = repository;
    }

    @Scheduled(fixedDelayString = "${batch.jobs.heartbeat:10s}")
    void beat() {
        owners.beat();
        for (long run : owners.takeOver()) {
            JobExecution execution = repository.getJobExecution(run);
            if (execution == null) {
                continue;
            }
            log.info("run {} lost its process and is continued", run);
            try {
                operator.recover(execution);
                runs.restart(run, "job:takeOver");
            } catch (Refusal e) {
                log.warn("run {} is not continued: {}", run, e.code());
            }
        }
    }
}
