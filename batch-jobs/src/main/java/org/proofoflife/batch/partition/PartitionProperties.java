package org.proofoflife.batch.partition;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param remote whether partitions go over the broker to every process that runs with this setting
 * @param threads partitions at once in this process
 * @param queue of partitions, shared by the processes
 * @param poll how often the process that started the run looks whether all partitions are done
 * @param timeout after which it stops waiting
 */
@ConfigurationProperties("partition")
public record PartitionProperties(
        @DefaultValue("false") boolean remote,
        @DefaultValue("2") int threads,
        @DefaultValue("batch.partitions") String queue,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("12h") Duration timeout) {

    public PartitionProperties {
        if (threads < 1 || threads > 64) {
            throw new IllegalArgumentException("partition.threads is a number of 1..64");
        }
    }
}
