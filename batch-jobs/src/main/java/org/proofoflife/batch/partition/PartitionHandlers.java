package org.proofoflife.batch.partition;

import org.springframework.batch.core.partition.PartitionHandler;
import org.springframework.batch.core.step.Step;

/** Makes the handler that spreads partitions of a step: over threads, or over processes. */
public interface PartitionHandlers {

    /** @param worker a bean, whose name other processes know it by */
    PartitionHandler forStep(String beanName, Step worker);
}
