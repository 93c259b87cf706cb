package org.proofoflife.batch.schedule;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param enabled whether this process takes part in the schedule; another one may
 * @param cron other times for built-in entries, by job; {@code -} takes an entry off the schedule
 */
@ConfigurationProperties("batch.schedule")
public record ScheduleProperties(
        @DefaultValue("true") boolean enabled, @DefaultValue Map<String, String> cron) {

    public ScheduleProperties {
        Set<String> known = Entry.builtIn().stream().map(Entry::job).collect(Collectors.toSet());
        cron.keySet().stream().filter(job -> !known.contains(job)).findFirst().ifPresent(job -> {
            throw new IllegalArgumentException("batch.schedule.cron names no scheduled job: " + job);
        });
    }

    List<Entry> entries() {
        return Entry.builtIn().stream()
                .filter(entry -> !"-".equals(cron.get(entry.job())))
                .map(entry -> entry.withCron(cron.getOrDefault(entry.job(), entry.cron())))
                .toList();
    }
}
