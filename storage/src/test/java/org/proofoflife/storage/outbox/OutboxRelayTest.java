package org.proofoflife.storage.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class OutboxRelayTest {

    private final OutboxProperties properties = new OutboxProperties(
            true, 100, Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ofMillis(1), Duration.ofMillis(1));

    @Test
    void anErrorDoesNotEndIt() throws InterruptedException {
        CountDownLatch publishedAgain = new CountDownLatch(1);
        OutboxPublisher publisher = Mockito.mock(OutboxPublisher.class);
        Mockito.when(publisher.publishDue())
                .thenThrow(new OutOfMemoryError("thrown by the test"))
                .thenAnswer(call -> {
                    publishedAgain.countDown();
                    return 0;
                });
        OutboxRelay relay = new OutboxRelay(publisher, new Nudge(), properties);
        relay.start();
        try {
            assertThat(publishedAgain.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            relay.stop();
        }
    }
}
