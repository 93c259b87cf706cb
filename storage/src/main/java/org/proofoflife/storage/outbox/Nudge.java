package org.proofoflife.storage.outbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes a resting relay; any number of nudges given meanwhile count as one. */
public final class Nudge {

    private final Semaphore given = new Semaphore(0);

    public void give() {
        if (given.availablePermits() == 0) {
            given.release();
        }
    }

    void await(Duration atMost) throws InterruptedException {
        if (given.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            given.drainPermits();
        }
    }
}
