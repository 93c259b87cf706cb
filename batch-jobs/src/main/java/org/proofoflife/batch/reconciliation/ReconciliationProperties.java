package org.proofoflife.batch.reconciliation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param peoplePerPartition people whose facts are joined at once: their hash tables stay in the server's work memory */
@ConfigurationProperties("reconciliation")
public record ReconciliationProperties(
        @DefaultValue("150000") int peoplePerPartition) {

    public ReconciliationProperties {
        if (peoplePerPartition < 1) {
            throw new IllegalArgumentException("reconciliation.people-per-partition is positive");
        }
    }
}
