package org.proofoflife.batch.jobs;

import java.time.Instant;
import java.util.List;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forgets runs of the schedule's housekeeping, of which there are hundreds a day. Whatever belongs to a month stays. */
@Component
public class RunHistory {

    private static final int BATCH = 5_000;

    private final JobRepository repository;
    private final RunOwners owners;
    private final JdbcClient jdbc;

    RunHistory(JobRepository repository, RunOwners owners, JdbcClient jdbc) {
        this.repository = repository;
        this.owners = owners;
        this.jdbc = jdbc;
    }

    /** @return how many runs were removed: those that completed before then, the oldest first, some thousands at a time */
    public long removeBefore(Instant before) {
        List<Long> instances = jdbc.sql("""
                        select e.job_instance_id from batch_job_execution e
                        where e.status = 'COMPLETED' and e.end_time < :before
                          and exists (select from batch_job_execution_params p
                                      where p.job_execution_id = e.job_execution_id and p.parameter_name = 'scheduled')
                          and not exists (select from batch_job_execution_params p
                                          where p.job_execution_id = e.job_execution_id and p.parameter_name = 'month')
                        order by e.end_time limit :limit""")
                .param("before", Columns.time(before))
                .param("limit", BATCH)
                .query(Long.class)
                .list();
        return instances.stream().mapToLong(this::remove).sum();
    }

    private long remove(long id) {
        JobInstance instance = repository.getJobInstance(id);
        if (instance == null) {
            return 0;
        }
        List<JobExecution> runs = repository.getJobExecutions(instance);
        runs.forEach(run -> owners.disown(run.getId()));
        repository.deleteJobInstance(instance);
        return runs.size();
    }
}
