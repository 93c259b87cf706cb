package org.proofoflife.batch.jobs;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.Refusal;
import org.proofoflife.storage.audit.AuditLog;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.JobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.InvalidJobParametersException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobExecutionAlreadyRunningException;
import org.springframework.batch.core.launch.JobInstanceAlreadyCompleteException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.launch.JobRestartException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;

/** Starts, watches, stops and restarts jobs. Runs are asynchronous; what was asked for is in the audit log. */
@Service
public class JobRuns {

    private static final int STOP_ATTEMPTS = 10;
    private static final int EARLIER_RUNS = 5;

    private final JobOperator operator;
    private final JobRepository repository;
    private final JobRegistry registry;
    private final RunOwners owners;
    private final AuditLog audit;
    private final Clock clock;

    JobRuns(
            JobOperator operator,
            JobRepository repository,
            JobRegistry registry,
            RunOwners owners,
            AuditLog audit,
            Clock clock) {
        this.operator = operator;
        this.repository = repository;
        this.registry = registry;
        this.owners = owners;
        this.audit = audit;
        this.clock = clock;
    }

    public List<String> jobs() {
        return registry.getJobNames().stream().sorted().toList();
    }

    /**
     * Starts the job, or goes on with the earlier run of the same parameters that did not finish.
     *
     * @param parameters identifying, as text; the job's validator checks them
     * @return the number of the run
     * @throws Refusal UNKNOWN_JOB, INVALID_PARAMETERS, ALREADY_RUNNING, ALREADY_COMPLETE or NOT_RESTARTABLE
     */
    public long start(String name, Map<String, String> parameters, String actor) {
        long id = startScheduled(name, parameters);
        audit.append(AuditLog.Entry.act(actor, "START", "batch_job_execution", id, Map.of("job", name)));
        return id;
    }

    /** The same where nobody asked: that the schedule's time came is on record as the run itself. */
    public long startScheduled(String name, Map<String, String> parameters) {
        Job job = registry.getJob(name);
        if (job == null) {
            throw Refusal.notFound("UNKNOWN_JOB", "There is no job " + name);
        }
        JobParametersBuilder builder = new JobParametersBuilder();
        parameters.forEach(builder::addString);
        return launch(job, builder.toJobParameters());
    }

    /**
     * Starts the job unless it ran with these parameters before, whatever became of it.
     *
     * @return whether it was started
     */
    public boolean startOnce(String name, Map<String, String> parameters, String actor) {
        JobParametersBuilder builder = new JobParametersBuilder();
        parameters.forEach(builder::addString);
        if (repository.getLastJobExecution(name, builder.toJobParameters()) != null) {
            return false;
        }
        start(name, parameters, actor);
        return true;
    }

    private long launch(Job job, JobParameters parameters) {
        try {
            JobExecution run = operator.start(job, parameters);
            owners.own(run.getId());
            return run.getId();
        } catch (InvalidJobParametersException e) {
            throw Refusal.invalid("INVALID_PARAMETERS", String.valueOf(e.getMessage()));
        } catch (JobExecutionAlreadyRunningException e) {
            throw Refusal.conflict("ALREADY_RUNNING", job.getName() + " runs already with these parameters");
        } catch (JobInstanceAlreadyCompleteException e) {
            throw Refusal.conflict("ALREADY_COMPLETE", job.getName() + " is complete for these parameters");
        } catch (JobRestartException e) {
            throw Refusal.conflict("NOT_RESTARTABLE", job.getName() + " cannot go on");
        }
    }

    /** @param job null = all; newest first */
    public List<RunView> recent(@Nullable String job, int limit) {
        return repository.getJobNames().stream()
                .filter(name -> job == null || job.equals(name))
                .flatMap(name -> repository.getJobInstances(name, 0, limit).stream())
                .flatMap(instance -> repository.getJobExecutions(instance).stream())
                .sorted(Comparator.comparingLong(JobExecution::getId).reversed())
                .limit(limit)
                .map(this::view)
                .toList();
    }

    /** @throws Refusal UNKNOWN_RUN */
    public RunView run(long id) {
        return view(execution(id));
    }

    private RunView view(JobExecution run) {
        return Progress.of(run, run.isRunning() ? lastComplete(run) : null, clock.instant());
    }

    private @Nullable JobExecution lastComplete(JobExecution run) {
        String job = run.getJobInstance().getJobName();
        return repository.getJobInstances(job, 0, EARLIER_RUNS).stream()
                .flatMap(instance -> repository.getJobExecutions(instance).stream())
                .filter(earlier -> earlier.getStatus() == BatchStatus.COMPLETED)
                .max(Comparator.comparingLong(JobExecution::getId))
                .orElse(null);
    }

    /**
     * Goes on where a stopped, failed or killed run was.
     *
     * @return the number of the new run
     * @throws Refusal UNKNOWN_RUN, ALREADY_RUNNING if its process still lives, ALREADY_COMPLETE, NOT_RESTARTABLE
     */
    public long restart(long id, String actor) {
        JobExecution run = execution(id);
        if (run.isRunning()) {
            if (owners.ownerLives(id)) {
                throw Refusal.conflict("ALREADY_RUNNING", "Run " + id + " is alive");
            }
            operator.recover(run);
        }
        repository.getJobExecutions(run.getJobInstance()).stream()
                .filter(each -> each.getStatus() == BatchStatus.UNKNOWN)
                .forEach(this::fail);
        Job job = registry.getJob(run.getJobInstance().getJobName());
        if (job == null) {
            throw Refusal.notFound("UNKNOWN_JOB", "The job of run " + id + " no longer exists");
        }
        long again = launch(job, run.getJobParameters());
        owners.disown(id);
        audit.append(AuditLog.Entry.act(actor, "RESTART", "batch_job_execution", again, Map.of("of", id)));
        return again;
    }

    /** A process that stood still, was taken for dead and woke leaves its run unknown, and nobody could go on for good. */
    private void fail(JobExecution unknown) {
        unknown.setStatus(BatchStatus.FAILED);
        repository.update(unknown);
    }

    /**
     * Asks the run to stop at its next commit.
     *
     * @throws Refusal UNKNOWN_RUN, NOT_RUNNING, or BUSY if it writes too often to be reached
     */
    public void stop(long id, String actor) {
        for (int attempt = 1; !stopped(id); attempt++) {
            if (attempt == STOP_ATTEMPTS) {
                throw Refusal.conflict("BUSY", "Run " + id + " could not be told to stop; try again");
            }
        }
        audit.append(AuditLog.Entry.act(actor, "STOP", "batch_job_execution", id, Map.of()));
    }

    private boolean stopped(long id) {
        JobExecution run = execution(id);
        if (!run.isRunning()) {
            throw Refusal.conflict("NOT_RUNNING", "Run " + id + " does not run");
        }
        // The operator's own stop rewrites the rows of running steps, which then fail on their next commit. They look
        // at the run's state at every commit anyway.
        run.setStatus(BatchStatus.STOPPING);
        try {
            repository.update(run);
            return true;
        } catch (OptimisticLockingFailureException e) {
            return false;
        }
    }

    private JobExecution execution(long id) {
        try {
            JobExecution run = repository.getJobExecution(id);
            if (run != null) {
                return run;
            }
        } catch (EmptyResultDataAccessException e) {
            // Answered below: the repository either throws or returns null.
        }
        throw Refusal.notFound("UNKNOWN_RUN", "There is no run " + id);
    }
}
