package org.proofoflife.storage.messages;

import java.util.ArrayList;
import java.util.List;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarable;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.DirectExchange;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;

/**
 * Exchanges and queues. Work queues are quorum queues with a delivery limit and a dead-letter queue; the embedded broker
 * accepts the same declarations and ignores those arguments.
 */
public final class Topology {

    private final MessagingProperties properties;

    public Topology(MessagingProperties properties) {
        this.properties = properties;
    }

    public String exchange() {
        return properties.prefix() + ".work";
    }

    public String queue(Route route) {
        return properties.prefix() + "." + route.key();
    }

    /** What RabbitMQ gave up on. Nobody consumes it: the sweeper finds the work again in the database. */
    public String deadLetterQueue() {
        return properties.prefix() + ".dead";
    }

    public Declarables declarables() {
        List<Declarable> all = new ArrayList<>();
        DirectExchange work = new DirectExchange(exchange());
        FanoutExchange dead = new FanoutExchange(properties.prefix() + ".dead");
        Queue graveyard = QueueBuilder.durable(deadLetterQueue()).quorum().build();
        all.addAll(List.of(work, dead, graveyard, BindingBuilder.bind(graveyard).to(dead)));
        for (Route route : Route.values()) {
            Queue queue = QueueBuilder.durable(queue(route))
                    .quorum()
                    .deliveryLimit(properties.deliveryLimit())
                    .deadLetterExchange(dead.getName())
                    .build();
            Binding binding = BindingBuilder.bind(queue).to(work).with(route.key());
            all.addAll(List.of(queue, binding));
        }
        return new Declarables(all);
    }
}
