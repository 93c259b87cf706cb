package org.proofoflife.batch.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.Refusal;
import org.quartz.CronTrigger;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/batch/schedule")
class ScheduleController {

    private final Scheduler scheduler;

    ScheduleController(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    record Line(
            String job,
            String cron,
            String state,
            @Nullable String calendar,
            @Nullable Instant next,
            @Nullable Instant previous) {}

    @GetMapping
    List<Line> lines() throws SchedulerException {
        List<Line> lines = new ArrayList<>();
        for (TriggerKey key : scheduler.getTriggerKeys(GroupMatcher.anyTriggerGroup())) {
            if (scheduler.getTrigger(key) instanceof CronTrigger trigger) {
                lines.add(new Line(
                        key.getName(),
                        trigger.getCronExpression(),
                        scheduler.getTriggerState(key).name(),
                        trigger.getCalendarName(),
                        instant(trigger.getNextFireTime()),
                        instant(trigger.getPreviousFireTime())));
            }
        }
        lines.sort(Comparator.comparing(Line::job));
        return lines;
    }

    @PostMapping("/{job}/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pause(@PathVariable String job) throws SchedulerException {
        scheduler.pauseTrigger(known(job));
    }

    @PostMapping("/{job}/resume")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resume(@PathVariable String job) throws SchedulerException {
        scheduler.resumeTrigger(known(job));
    }

    private TriggerKey known(String job) throws SchedulerException {
        TriggerKey key = TriggerKey.triggerKey(job);
        if (!scheduler.checkExists(key)) {
            throw Refusal.notFound("NOT_SCHEDULED", job + " is not scheduled");
        }
        return key;
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
