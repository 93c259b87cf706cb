package org.proofoflife.storage;

import org.proofoflife.storage.jdbc.DatabaseOutage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.task.SimpleAsyncTaskSchedulerCustomizer;
import org.springframework.boot.task.ThreadPoolTaskSchedulerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ErrorHandler;

/** What happens when a scheduled task fails: it is said, and the task comes again at its next time. */
@Configuration(proxyBeanMethods = false)
class ScheduleConfiguration {

    private static final Logger log = LoggerFactory.getLogger(ScheduleConfiguration.class);

    /** Tasks of every second would fill the log with the stack traces of one outage. */
    private static final ErrorHandler SAY = failure -> {
        if (DatabaseOutage.is(failure)) {
            log.warn("A scheduled task waits for the database: {}", Causes.of(failure));
        } else {
            log.error("A scheduled task failed", failure);
        }
    };

    @Bean
    ThreadPoolTaskSchedulerCustomizer sayOnPlatformThreads() {
        return scheduler -> scheduler.setErrorHandler(SAY);
    }

    @Bean
    SimpleAsyncTaskSchedulerCustomizer sayOnVirtualThreads() {
        return scheduler -> scheduler.setErrorHandler(SAY);
    }
}
