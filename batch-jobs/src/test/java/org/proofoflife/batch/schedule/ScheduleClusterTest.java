package org.proofoflife.batch.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.proofoflife.batch.BatchApplication;
import org.proofoflife.batch.testing.BatchTestServices;
import org.proofoflife.ops.embedded.DatabaseAccess;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two whole applications on one database. */
class ScheduleClusterTest {

    private static final Queue<Fired> fired = new ConcurrentLinkedQueue<>();
    private static final DatabaseAccess database = BatchTestServices.database();
    private static ConfigurableApplicationContext one;
    private static ConfigurableApplicationContext two;

    private record Fired(String job, String scheduler, Instant time) {}

    public static class Recording implements Job {
        @Override
        public void execute(JobExecutionContext context) throws org.quartz.JobExecutionException {
            try {
                fired.add(new Fired(
                        context.getJobDetail().getKey().getName(),
                        context.getScheduler().getSchedulerInstanceId(),
                        context.getScheduledFireTime().toInstant()));
            } catch (SchedulerException e) {
                throw new org.quartz.JobExecutionException(e);
            }
        }
    }

    @BeforeAll
    static void start() {
        one = application();
        two = application();
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
    }

    private static ConfigurableApplicationContext application() {
        Map<String, Object> properties = new HashMap<>(BatchTestServices.properties(database));
        properties.put("server.port", "0");
        // A time counts as missed after two seconds, not after a minute.
        properties.put("spring.quartz.properties.org.quartz.jobStore.misfireThreshold", "2000");
        for (Entry entry : Entry.builtIn()) {
            properties.put("batch.schedule.cron." + entry.job(), "-");
        }
        return BatchApplication.builder()
                .initializers(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("test", properties)))
                .run();
    }

    @Test
    void twoSchedulersNeverRunATimeTwice() throws SchedulerException {
        Scheduler first = one.getBean(Scheduler.class);
        assertThat(first.getSchedulerInstanceId())
                .isNotEqualTo(two.getBean(Scheduler.class).getSchedulerInstanceId());

        first.scheduleJob(
                JobBuilder.newJob(Recording.class).withIdentity("tick").build(),
                TriggerBuilder.newTrigger()
                        .withSchedule(SimpleScheduleBuilder.simpleSchedule()
                                .withIntervalInMilliseconds(100)
                                .withRepeatCount(39))
                        .build());

        await().atMost(Duration.ofSeconds(30)).until(() -> of("tick").size() >= 40);
        await().during(Duration.ofMillis(500)).until(() -> of("tick").size() == 40);
        assertThat(of("tick")).extracting(Fired::time).doesNotHaveDuplicates();
    }

    @Test
    void theBatchJobOfATimeIsStartedOnce() throws SchedulerException {
        one.getBean(Scheduler.class)
                .scheduleJob(
                        JobBuilder.newJob(LaunchJob.class)
                                .withIdentity("seal")
                                .usingJobData(LaunchJob.ENTRY_JOB, "sealAudit")
                                .usingJobData(LaunchJob.ENTRY_MONTH, Entry.Month.NONE.name())
                                .build(),
                        TriggerBuilder.newTrigger()
                                .withSchedule(SimpleScheduleBuilder.simpleSchedule()
                                        .withIntervalInMilliseconds(200)
                                        .withRepeatCount(5))
                                .build());

        await().atMost(Duration.ofSeconds(60)).until(() -> runs("where e.status = 'COMPLETED'") == 6);
        await().during(Duration.ofMillis(500)).until(() -> runs("") == 6);
    }

    private static long runs(String which) {
        return one.getBean(JdbcClient.class)
                .sql("select count(*) from batch_job_execution e join batch_job_instance i on"
                        + " i.job_instance_id = e.job_instance_id and i.job_name = 'sealAudit' " + which)
                .query(Long.class)
                .single();
    }

    @Test
    void aMissedTimeIsMadeUpForOnceOrSkippedAsTheEntrySays() throws SchedulerException {
        Scheduler scheduler = one.getBean(Scheduler.class);
        // Due every New Year, first two years ago: two times were missed, the next is far.
        missed(scheduler, "madeUpFor", Entry.Misfire.RUN_ONCE);
        missed(scheduler, "skipped", Entry.Misfire.SKIP);

        await().atMost(Duration.ofSeconds(30)).until(() -> !of("madeUpFor").isEmpty());
        await().atMost(Duration.ofSeconds(30)).until(() -> scheduler
                .getTriggersOfJob(JobKey.jobKey("skipped"))
                .get(0)
                .getNextFireTime()
                .toInstant()
                .isAfter(Instant.now()));
        assertThat(of("madeUpFor")).hasSize(1);
        assertThat(of("skipped")).isEmpty();
    }

    private static void missed(Scheduler scheduler, String job, Entry.Misfire misfire) throws SchedulerException {
        Trigger trigger = ScheduleConfiguration.trigger(
                new Entry(job, "0 0 0 1 1 ?", misfire, Entry.Days.EVERY_DAY, Entry.Month.NONE),
                ZoneId.of("Asia/Shanghai"));
        scheduler.scheduleJob(
                JobBuilder.newJob(Recording.class).withIdentity(job).build(),
                trigger.getTriggerBuilder()
                        .startAt(Date.from(Instant.now().minus(Duration.ofDays(731))))
                        .build());
    }

    private static List<Fired> of(String job) {
        return fired.stream().filter(f -> f.job().equals(job)).toList();
    }
}
