package org.proofoflife.ingest.account;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.webpages.RateLimits;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.roster.Pensioners;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;

@Configuration(proxyBeanMethods = false)
class CentreConfiguration {

    @Bean
    Passwords passwords(JdbcClient jdbc, CentreProperties properties, Clock clock) {
        return new Passwords(
                jdbc, PasswordEncoderFactories.createDelegatingPasswordEncoder(), properties.codeLifetime(), clock);
    }

    @Bean
    ThreadPoolTaskExecutor codeThreads() {
        ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
        threads.setThreadNamePrefix("codes-");
        threads.setCorePoolSize(4);
        threads.setQueueCapacity(200);
        threads.setAllowCoreThreadTimeOut(true);
        threads.setWaitForTasksToCompleteOnShutdown(true);
        threads.setAwaitTerminationSeconds(10);
        return threads;
    }

    @Bean
    OneTimeCodes oneTimeCodes(
            Pensioners pensioners,
            Passwords passwords,
            RateLimits limits,
            AuditLog audit,
            CentreProperties properties,
            ObjectProvider<OneTimeCodeSender> gateway,
            @Qualifier("codeThreads") Executor threads,
            Clock clock) {
        OneTimeCodeSender sender = gateway.getIfAvailable();
        return new OneTimeCodes(
                pensioners,
                passwords,
                limits,
                audit,
                sender == null ? mailbox(properties.mailbox(), clock) : sender,
                properties.codesPerDay(),
                threads);
    }

    private static @Nullable OneTimeCodeSender mailbox(@Nullable Path folder, Clock clock) {
        return folder == null || folder.toString().isEmpty() ? null : new MailboxSender(folder, clock);
    }
}
