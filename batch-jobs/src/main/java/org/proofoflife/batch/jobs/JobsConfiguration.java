package org.proofoflife.batch.jobs;

import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.boot.batch.autoconfigure.BatchTaskExecutor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

@Configuration(proxyBeanMethods = false)
class JobsConfiguration {

    /** Fills itself with every job of the context. */
    @Bean
    MapJobRegistry jobRegistry() {
        return new MapJobRegistry();
    }

    /** Runs are started from requests and from the schedule, and wait for neither. */
    @Bean
    @BatchTaskExecutor
    AsyncTaskExecutor runExecutor(JobsProperties properties) {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setThreadNamePrefix("run-");
        executor.setCorePoolSize(properties.threads());
        executor.setMaxPoolSize(properties.threads());
        return executor;
    }
}
