package org.proofoflife.batch.schedule;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.function.Predicate;
import org.quartz.CronScheduleBuilder;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.boot.quartz.autoconfigure.SchedulerFactoryBeanCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the schedule into Quartz at start. A process that takes no part in it still can show and change it. */
@Configuration(proxyBeanMethods = false)
class ScheduleConfiguration {

    static final String WORKING_DAYS = "working-days";

    @Bean
    SchedulerFactoryBeanCustomizer schedule(ScheduleProperties properties, JdbcClient jdbc, Clock clock) {
        return factory -> {
            List<Entry> entries = properties.entries();
            factory.setCalendars(Map.of(WORKING_DAYS, workingDays(jdbc, clock.getZone())));
            factory.setJobDetails(
                    entries.stream().map(ScheduleConfiguration::job).toArray(JobDetail[]::new));
            factory.setTriggers(entries.stream()
                    .map(entry -> trigger(entry, clock.getZone()))
                    .toArray(Trigger[]::new));
            factory.setAutoStartup(properties.enabled());
        };
    }

    private static JobDetail job(Entry entry) {
        return JobBuilder.newJob(LaunchJob.class)
                .withIdentity(entry.job())
                .usingJobData(LaunchJob.ENTRY_JOB, entry.job())
                .usingJobData(LaunchJob.ENTRY_MONTH, entry.month().name())
                .storeDurably()
                .requestRecovery()
                .build();
    }

    static Trigger trigger(Entry entry, ZoneId zone) {
        CronScheduleBuilder cron =
                CronScheduleBuilder.cronSchedule(entry.cron()).inTimeZone(TimeZone.getTimeZone(zone));
        return TriggerBuilder.newTrigger()
                .withIdentity(entry.job())
                .forJob(entry.job())
                .withSchedule(
                        entry.misfire() == Entry.Misfire.RUN_ONCE
                                ? cron.withMisfireHandlingInstructionFireAndProceed()
                                : cron.withMisfireHandlingInstructionDoNothing())
                .modifiedByCalendar(entry.days() == Entry.Days.WORKING_DAYS ? WORKING_DAYS : null)
                .build();
    }

    static WorkingDays workingDays(JdbcClient jdbc, ZoneId zone) {
        record Holiday(LocalDate day, boolean worked) {}
        List<Holiday> holidays =
                jdbc.sql("select day, worked from holiday").query(Holiday.class).list();
        Predicate<Holiday> worked = Holiday::worked;
        return new WorkingDays(
                zone,
                holidays.stream().filter(worked.negate()).map(Holiday::day).toList(),
                holidays.stream().filter(worked).map(Holiday::day).toList());
    }
}
