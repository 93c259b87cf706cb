package org.proofoflife.ingest;

import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Who runs the scheduled tasks. */
@Configuration(proxyBeanMethods = false)
class SchedulerConfiguration {

    /** Boot's own choice for virtual threads runs every task with a fixed delay on one thread: one that hangs stops all. */
    @Bean
    ThreadPoolTaskScheduler taskScheduler(ThreadPoolTaskSchedulerBuilder builder) {
        return builder.build();
    }
}
