package org.proofoflife.storage.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param relay whether this process publishes what stands in the outbox
 * @param batch how many messages are published per transaction
 * @param poll how long the relay rests when nothing is due and nobody nudges it
 * @param confirmTimeout how long it waits for the broker's confirms
 * @param firstBackOff after a message was refused; doubles with every attempt
 * @param maxBackOff where the doubling ends
 */
@ConfigurationProperties("storage.outbox")
public record OutboxProperties(
        @DefaultValue("true") boolean relay,
        @DefaultValue("100") int batch,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("10s") Duration confirmTimeout,
        @DefaultValue("1s") Duration firstBackOff,
        @DefaultValue("5m") Duration maxBackOff) {

    public OutboxProperties {
        if (batch < 1 || poll.toMillis() < 1 || confirmTimeout.toMillis() < 1 || firstBackOff.toMillis() < 1) {
            throw new IllegalArgumentException("storage.outbox: batch, poll and back-off must be positive");
        }
    }

    /** @param attempts made so far, from 1 */
    Duration backOff(int attempts) {
        Duration grown = firstBackOff.multipliedBy(1L << Math.min(attempts - 1, 20));
        return grown.compareTo(maxBackOff) < 0 ? grown : maxBackOff;
    }
}
