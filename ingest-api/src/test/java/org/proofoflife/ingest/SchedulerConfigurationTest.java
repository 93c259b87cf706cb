package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

class SchedulerConfigurationTest {

    @EnableScheduling
    static class Tasks {
        final CountDownLatch end = new CountDownLatch(1);
        final CountDownLatch others = new CountDownLatch(3);

        @Scheduled(fixedDelay = 1)
        void hangs() throws InterruptedException {
            end.await();
        }

        @Scheduled(fixedDelay = 1)
        void goesOn() {
            others.countDown();
        }
    }

    /** With virtual threads, which Boot takes from Java 21 on, as without. */
    @Test
    void aTaskThatHangsStopsNoOther() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(TaskSchedulingAutoConfiguration.class))
                .withUserConfiguration(SchedulerConfiguration.class, Tasks.class)
                .withPropertyValues("spring.threads.virtual.enabled=true", "spring.task.scheduling.pool.size=6")
                .run(context -> {
                    Tasks tasks = context.getBean(Tasks.class);
                    assertThat(tasks.others.await(10, TimeUnit.SECONDS)).isTrue();
                    assertThat(context.getBean(ThreadPoolTaskScheduler.class)
                                    .getScheduledThreadPoolExecutor()
                                    .getCorePoolSize())
                            .isEqualTo(6);
                    tasks.end.countDown();
                });
    }
}
