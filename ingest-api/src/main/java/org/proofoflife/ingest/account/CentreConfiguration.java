package org.proofoflife.ingest.account;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;

@Configuration(proxyBeanMethods = false)
class CentreConfiguration {

    @Bean
    Passwords passwords(
            JdbcClient jdbc, CentreProperties properties, ObjectProvider<OneTimeCodeSender> gateway, Clock clock) {
        OneTimeCodeSender sender = gateway.getIfAvailable(() -> new MailboxSender(properties.mailbox(), clock));
        return new Passwords(
                jdbc,
                PasswordEncoderFactories.createDelegatingPasswordEncoder(),
                sender,
                properties.codeLifetime(),
                clock);
    }
}
