package org.proofoflife.storage.messages;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param prefix what the names of exchanges and queues begin with, so that installations can share a broker
 * @param deliveryLimit after how many redeliveries RabbitMQ itself gives a message up: the second net behind the
 *     attempts that are counted in the database
 */
@ConfigurationProperties("storage.messaging")
public record MessagingProperties(
        @DefaultValue("pol") String prefix,
        @DefaultValue("20") int deliveryLimit) {

    public MessagingProperties {
        if (prefix.isBlank()) {
            throw new IllegalArgumentException("storage.messaging.prefix must not be blank");
        }
        if (deliveryLimit < 1) {
            throw new IllegalArgumentException("storage.messaging.delivery-limit must be at least 1");
        }
    }
}
