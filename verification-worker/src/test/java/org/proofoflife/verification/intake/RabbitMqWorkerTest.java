package org.proofoflife.verification.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.messages.Route;
import org.proofoflife.storage.testing.StorageTest;
import org.proofoflife.storage.testing.TestBroker;
import org.proofoflife.storage.testing.TestDatabase;
import org.proofoflife.storage.testing.TestKeys;
import org.proofoflife.storage.testing.TestObjects;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

@StorageTest
@Import({WorkerConfiguration.class, WorkerTestWiring.class})
@ContextConfiguration(initializers = {TestDatabase.class, TestKeys.class, TestObjects.class, TestBroker.class})
class RabbitMqWorkerTest extends WorkerContract {

    @Autowired
    AmqpAdmin admin;

    /** The embedded broker does not tell consumers that their queue is gone. */
    @Test
    void aQueueThatSomebodyDeletedIsDeclaredAgain() {
        String queue = topology.queue(Route.VERIFICATION_SUBMIT);
        assertThat(admin.deleteQueue(queue)).isTrue();
        await().atMost(Duration.ofSeconds(20)).until(() -> admin.getQueueInfo(queue) != null);
        UUID id = submitted(true);
        send(id);
        assertThat(settled(id).outcome()).isEqualTo(OutcomeCode.CERTIFIED);
    }
}
