package org.proofoflife.storage.outbox;

import java.time.Clock;
import org.proofoflife.storage.messages.DeadLetters;
import org.proofoflife.storage.messages.MessagesConfiguration;
import org.proofoflife.storage.messages.Topology;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Outbox and relay; the relay of any process publishes what every process has appended. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutboxProperties.class)
@Import(MessagesConfiguration.class)
public class OutboxConfiguration {

    @Bean
    Nudge outboxNudge() {
        return new Nudge();
    }

    @Bean
    Outbox outbox(JdbcClient jdbc, Clock clock, Nudge nudge) {
        return new Outbox(jdbc, clock, nudge);
    }

    /** Confirmed publishing, for this product's own messages. Not a RabbitTemplate bean: Boot's own stays as it is. */
    private static RabbitTemplate confirming(CachingConnectionFactory connections) {
        connections.setPublisherConfirmType(CachingConnectionFactory.ConfirmType.CORRELATED);
        connections.setPublisherReturns(true);
        RabbitTemplate rabbit = new RabbitTemplate(connections);
        rabbit.setMandatory(true);
        // The publisher asks each message's own correlation whether it came back.
        rabbit.setReturnsCallback(returned -> {});
        // A broker that blocks publishers for want of memory must not block the consumers as well.
        rabbit.setUsePublisherConnection(true);
        return rabbit;
    }

    @Bean
    OutboxPublisher outboxPublisher(
            JdbcClient jdbc,
            CachingConnectionFactory connections,
            Topology topology,
            OutboxProperties properties,
            Clock clock) {
        return new OutboxPublisher(jdbc, confirming(connections), topology, properties, clock);
    }

    @Bean
    DeadLetters deadLetters(CachingConnectionFactory connections, Topology topology) {
        return new DeadLetters(confirming(connections), topology);
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "storage.outbox.relay", matchIfMissing = true)
    OutboxRelay outboxRelay(OutboxPublisher publisher, Nudge nudge, OutboxProperties properties) {
        return new OutboxRelay(publisher, nudge, properties);
    }
}
