package org.proofoflife.storage.outbox;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The thread that publishes the outbox for as long as the application runs. */
public final class OutboxRelay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

    private final OutboxPublisher publisher;
    private final Nudge nudge;
    private final OutboxProperties properties;
    private volatile @Nullable Thread thread;

    public OutboxRelay(OutboxPublisher publisher, Nudge nudge, OutboxProperties properties) {
        this.publisher = publisher;
        this.nudge = nudge;
        this.properties = properties;
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            Thread started = new Thread(this::run, "outbox-relay");
            started.setDaemon(true);
            thread = started;
            started.start();
        }
    }

    /** So soon after the broker is back messages go on: waiting longer would spare nobody anything. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(15);

    private void run() {
        int failures = 0;
        while (thread == Thread.currentThread()) {
            Duration rest;
            try {
                // A full batch means that more is waiting.
                rest = publisher.publishDue() == properties.batch() ? Duration.ZERO : properties.poll();
                if (failures > 0) {
                    log.info("The outbox is published again");
                    failures = 0;
                }
            } catch (RuntimeException | Error e) {
                // An Error too: with this thread gone the process would go on and publish nothing.
                failures++;
                rest = Collections.min(List.of(properties.backOff(failures), LONGEST_REST));
                // The message of an exception may carry a connection URI with its password.
                log.warn(
                        "The outbox cannot be published ({}); next try in {}",
                        e.getClass().getSimpleName(),
                        rest);
            }
            try {
                if (failures > 0) {
                    Thread.sleep(rest.toMillis());
                } else {
                    nudge.await(rest);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            nudge.give();
            try {
                running.join(properties.confirmTimeout().toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Stops after whoever still appends: consumers and web server. */
    @Override
    public int getPhase() {
        return 0;
    }
}
