package org.proofoflife.storage.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.proofoflife.storage.messages.MessageCodec;
import org.proofoflife.storage.messages.Route;
import org.proofoflife.storage.messages.VerifySubmission;
import org.proofoflife.storage.testing.StorageTest;
import org.proofoflife.storage.testing.TestBroker;
import org.proofoflife.storage.testing.TestDatabase;
import org.proofoflife.storage.testing.TestKeys;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

@StorageTest
@Import(OutboxConfiguration.class)
@ContextConfiguration(initializers = {TestDatabase.class, TestKeys.class, TestBroker.class})
@TestPropertySource(
        properties = {"storage.outbox.relay=false", "storage.outbox.batch=7", "storage.messaging.delivery-limit=3"})
class RabbitMqOutboxTest extends OutboxContract {
    /** The second net, which the embedded broker does not have. */
    @Test
    void aMessageThatIsNeverAcknowledgedEndsInTheDeadLetterQueue() {
        String queue = topology.queue(Route.VERIFICATION_SUBMIT);
        rabbit.convertAndSend(queue, MessageCodec.encode(VerifySubmission.of(UUID.randomUUID(), "poison")));
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    rabbit.execute(channel -> {
                        com.rabbitmq.client.GetResponse got = channel.basicGet(queue, false);
                        if (got != null) {
                            channel.basicNack(got.getEnvelope().getDeliveryTag(), false, true);
                        }
                        return null;
                    });
                    return rabbit.receive(topology.deadLetterQueue()) != null;
                });
        assertThat(rabbit.receive(queue)).isNull();
    }
}
