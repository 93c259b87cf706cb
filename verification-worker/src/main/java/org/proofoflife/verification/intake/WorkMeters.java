package org.proofoflife.verification.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.proofoflife.storage.certification.Decision;

/** {@code pol.judgement}, a timer by {@code outcome}, and {@code pol.attempts.failed}, a counter by {@code code}. */
public final class WorkMeters {

    private final MeterRegistry meters;

    public WorkMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    void judged(Decision decision) {
        meters.timer("pol.judgement", "outcome", decision.outcome().name())
                .record(Duration.ofMillis(decision.elapsedMillis()));
    }

    /** @param code why the work was given back or put aside */
    void failed(String code) {
        meters.counter("pol.attempts.failed", "code", code).increment();
    }
}
