package org.proofoflife.verification.intake;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Has the sweeper look round from time to time. */
class SweepSchedule {

    private static final Logger log = LoggerFactory.getLogger(SweepSchedule.class);

    private final Sweeper sweeper;

    SweepSchedule(Sweeper sweeper) {
        this.sweeper = sweeper;
    }

    @Scheduled(
            initialDelayString = "${verification.sweep-interval:30s}",
            fixedDelayString = "${verification.sweep-interval:30s}")
    void sweep() {
        try {
            sweeper.sweep();
        } catch (RuntimeException e) {
            log.warn("Not swept: {}", e.getClass().getSimpleName());
        }
    }
}
