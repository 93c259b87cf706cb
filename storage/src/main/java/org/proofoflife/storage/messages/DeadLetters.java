package org.proofoflife.storage.messages;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitOperations;

/** Puts unreadable messages where operators see them, by an explicit publish that every broker understands. */
public final class DeadLetters {

    private final RabbitOperations rabbit;
    private final Topology topology;

    /** @param rabbit with correlated publisher confirms */
    public DeadLetters(RabbitOperations rabbit, Topology topology) {
        this.rabbit = rabbit;
        this.topology = topology;
    }

    /** @throws AmqpException if the broker does not confirm it; the original must not be acknowledged then */
    public void bury(Message message) {
        CorrelationData correlation = new CorrelationData();
        rabbit.send("", topology.deadLetterQueue(), message, correlation);
        try {
            if (!correlation.getFuture().get(10, TimeUnit.SECONDS).ack()) {
                throw new AmqpException("The dead-letter queue refused a message");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AmqpException("Interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AmqpException("The dead-letter queue did not confirm a message", e);
        }
    }
}
