package org.proofoflife.batch.schedule;

import java.time.Clock;
import java.time.ZonedDateTime;
import org.proofoflife.batch.jobs.JobRuns;
import org.proofoflife.storage.Refusal;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the batch job that the schedule names, and waits for nothing. */
@DisallowConcurrentExecution
public class LaunchJob implements Job {

    static final String ENTRY_JOB = "job";
    static final String ENTRY_MONTH = "month";
    private static final Logger log = LoggerFactory.getLogger(LaunchJob.class);

    private final JobRuns runs;
    private final Clock clock;

    public LaunchJob(JobRuns runs, Clock clock) {
        this.runs = runs;
        this.clock = clock;
    }

    @Override
    public void execute(JobExecutionContext context) {
        var data = context.getMergedJobDataMap();
        String job = data.getString(ENTRY_JOB);
        ZonedDateTime time = context.getScheduledFireTime().toInstant().atZone(clock.getZone());
        Entry entry = new Entry(
                job, "", Entry.Misfire.SKIP, Entry.Days.EVERY_DAY, Entry.Month.valueOf(data.getString(ENTRY_MONTH)));
        try {
            runs.startScheduled(job, entry.parameters(time));
        } catch (Refusal e) {
            log.info("{} of {} is not started: {}", job, time, e.code());
        }
    }
}
