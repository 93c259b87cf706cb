package org.proofoflife.batch.partition;

import org.springframework.batch.core.partition.support.TaskExecutorPartitionHandler;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/** The default: partitions are done by threads of the process that started the run. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PartitionProperties.class)
@ConditionalOnProperty(name = "partition.remote", havingValue = "false", matchIfMissing = true)
public class LocalPartitioning {

    @Bean
    PartitionHandlers localPartitionHandlers(PartitionProperties properties) {
        return (name, worker) -> {
            SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("partition-");
            threads.setConcurrencyLimit(properties.threads());
            TaskExecutorPartitionHandler handler = new TaskExecutorPartitionHandler();
            handler.setStep(worker);
            handler.setTaskExecutor(threads);
            return handler;
        };
    }
}
