package org.proofoflife.storage.messages;

import org.springframework.amqp.core.Declarables;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The topology; Boot's RabbitAdmin declares it on the first connection and after every reconnection. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MessagingProperties.class)
public class MessagesConfiguration {

    @Bean
    Topology topology(MessagingProperties properties) {
        return new Topology(properties);
    }

    @Bean
    Declarables topologyDeclarables(Topology topology) {
        return topology.declarables();
    }
}
