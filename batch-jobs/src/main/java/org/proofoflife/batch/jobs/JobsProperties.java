package org.proofoflife.batch.jobs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param threads runs at once in this process
 * @param heartbeat how often a process says that it lives
 * @param silence after which a process is taken for dead and its runs are continued by another
 */
@ConfigurationProperties("batch.jobs")
public record JobsProperties(
        @DefaultValue("4") int threads,
        @DefaultValue("10s") Duration heartbeat,
        @DefaultValue("60s") Duration silence) {

    public JobsProperties {
        // One run may wait for another.
        if (threads < 2) {
            throw new IllegalArgumentException("batch.jobs.threads must be at least 2");
        }
        if (silence.compareTo(heartbeat.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException("batch.jobs.silence must be at least two heartbeats");
        }
    }
}
