package org.proofoflife.verification.intake;

import org.proofoflife.storage.jdbc.DatabaseOutage;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * Writes down that work is given back, however long the database is away: until then the broker holds the message, and the
 * next holder would count an attempt. Given up when the claim has run out, for others may hold it then.
 */
final class UntilRecorded {

    private final RetryTemplate template;

    UntilRecorded(WorkerProperties properties) {
        this.template = new RetryTemplate(RetryPolicy.builder()
                .predicate(DatabaseOutage::is)
                .delay(properties.redeliveryPause())
                .maxRetries(Long.MAX_VALUE)
                .timeout(properties.lease())
                .build());
    }

    void run(Runnable write) {
        template.invoke(write);
    }
}
