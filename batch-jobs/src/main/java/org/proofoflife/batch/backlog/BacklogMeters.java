package org.proofoflife.batch.backlog;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.proofoflife.batch.backlog.Backlog.Waiting;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** {@code pol.waiting}, how many, and {@code pol.waiting.age}, seconds since the oldest waits; by {@code what}. */
@Component
@ConditionalOnProperty("management.otlp.metrics.export.enabled")
class BacklogMeters {

    private final Backlog backlog;
    private final Clock clock;
    private final MultiGauge waiting;
    private final MultiGauge age;

    BacklogMeters(Backlog backlog, MeterRegistry meters, Clock clock) {
        this.backlog = backlog;
        this.clock = clock;
        this.waiting = MultiGauge.builder("pol.waiting").register(meters);
        this.age = MultiGauge.builder("pol.waiting.age").baseUnit("seconds").register(meters);
    }

    @Scheduled(fixedDelayString = "PT30S")
    void look() {
        // What is not known is not shown: the figures of before an outage would look like those of now.
        List<Waiting> found = List.of();
        try {
            found = backlog.all();
        } finally {
            show(found);
        }
    }

    private void show(List<Waiting> found) {
        Instant now = clock.instant();
        waiting.register(
                found.stream().map(each -> Row.of(tags(each), each.count())).toList(), true);
        age.register(
                found.stream()
                        .map(each -> Row.of(
                                tags(each),
                                each.since() == null
                                        ? 0
                                        : Duration.between(each.since(), now).toSeconds()))
                        .toList(),
                true);
    }

    private static Tags tags(Waiting waiting) {
        return Tags.of("what", waiting.what());
    }
}
