package org.proofoflife.verification.intake;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param id of this worker in claims, decisions and the audit log; null = host and process
 * @param concurrency clips judged at a time; 0 = as many as there are cores
 * @param lease how long a claim holds: longer than the longest judgement
 * @param maxAttempts after which a submission is put aside for a person
 * @param firstBackOff before the second attempt; doubles with every further one
 * @param maxBackOff where the doubling ends
 * @param outagePause before work is tried again that an object store that does not answer or a worker that is unfit gave back
 * @param drain how long running judgements may go on after the order to stop
 * @param lostAfter how long a submission may wait, with nothing in the queue, until it counts as lost
 * @param ownProcess whether the JVM is this worker's alone and ends with it
 * @param redeliveryPause before a message is given back because neither result nor failure could be recorded
 */
@ConfigurationProperties("verification")
public record WorkerProperties(
        @Nullable String id,
        @DefaultValue("0") int concurrency,
        @DefaultValue("5m") Duration lease,
        @DefaultValue("4") int maxAttempts,
        @DefaultValue("5s") Duration firstBackOff,
        @DefaultValue("10m") Duration maxBackOff,
        @DefaultValue("1m") Duration outagePause,
        @DefaultValue("60s") Duration drain,
        @DefaultValue("2m") Duration lostAfter,
        @DefaultValue("false") boolean ownProcess,
        @DefaultValue("2s") Duration redeliveryPause) {

    public WorkerProperties {
        if (maxAttempts < 1 || concurrency < 0) {
            throw new IllegalArgumentException("verification: max-attempts at least 1, concurrency at least 0");
        }
        if (lease.toMillis() < 1 || firstBackOff.isNegative() || drain.isNegative()) {
            throw new IllegalArgumentException("verification: lease, back-off and drain must not be negative");
        }
        id = id == null || id.isBlank() ? hostAndProcess() : id;
    }

    private static String hostAndProcess() {
        String host = System.getenv().getOrDefault("HOSTNAME", "worker");
        return host + "-" + ProcessHandle.current().pid();
    }

    public String workerId() {
        return java.util.Objects.requireNonNull(id);
    }

    public int slots() {
        return concurrency == 0 ? Runtime.getRuntime().availableProcessors() : concurrency;
    }

    /** @param attempt that failed, from 1 */
    public Duration backOff(int attempt) {
        Duration grown = firstBackOff.multipliedBy(1L << Math.min(Math.max(attempt - 1, 0), 20));
        return grown.compareTo(maxBackOff) < 0 ? grown : maxBackOff;
    }
}
