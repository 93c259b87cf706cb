package org.proofoflife.storage.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proofoflife.storage.messages.MessageCodec;
import org.proofoflife.storage.messages.Route;
import org.proofoflife.storage.messages.Topology;
import org.proofoflife.storage.messages.VerifySubmission;
import org.proofoflife.storage.testing.SettableClock;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** What the outbox promises on every broker; the subclasses say on which. No relay runs: the tests publish. */
abstract class OutboxContract {

    @Autowired
    Outbox outbox;

    @Autowired
    OutboxPublisher publisher;

    @Autowired
    Topology topology;

    @Autowired
    RabbitTemplate rabbit;

    @Autowired
    RabbitAdmin admin;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    SettableClock clock;

    @BeforeEach
    void empty() {
        jdbc.sql("delete from outbox").update();
        admin.initialize();
        admin.purgeQueue(topology.queue(Route.VERIFICATION_SUBMIT), false);
    }

    @Test
    void whatCommitsIsSentOnceAndPersistently() {
        VerifySubmission message = VerifySubmission.of(UUID.randomUUID(), "clip");
        append(message);
        assertThat(publisher.publishDue()).isEqualTo(1);
        assertThat(publisher.publishDue()).isZero();
        Message received = receive();
        assertThat(received.getMessageProperties().getReceivedDeliveryMode()).isEqualTo(MessageDeliveryMode.PERSISTENT);
        assertThat(received.getMessageProperties().getMessageId())
                .isEqualTo(message.messageId().toString());
        assertThat(MessageCodec.decode(received.getBody(), Route.VERIFICATION_SUBMIT, VerifySubmission.class))
                .isEqualTo(message);
        assertThat(rabbit.receive(topology.queue(Route.VERIFICATION_SUBMIT))).isNull();
    }

    @Test
    void whatRollsBackIsNeverSent() {
        transactions.executeWithoutResult(status -> {
            outbox.append(Route.VERIFICATION_SUBMIT, VerifySubmission.of(UUID.randomUUID(), "clip"));
            status.setRollbackOnly();
        });
        assertThat(publisher.publishDue()).isZero();
    }

    @Test
    void appendingNeedsATransaction() {
        assertThatThrownBy(
                        () -> outbox.append(Route.VERIFICATION_SUBMIT, VerifySubmission.of(UUID.randomUUID(), "clip")))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void whatIsForLaterIsSentLater() {
        transactions.executeWithoutResult(status -> outbox.append(
                Route.VERIFICATION_SUBMIT,
                VerifySubmission.of(UUID.randomUUID(), "clip"),
                clock.instant().plusSeconds(30)));
        assertThat(publisher.publishDue()).isZero();
        clock.advance(Duration.ofSeconds(31));
        assertThat(publisher.publishDue()).isEqualTo(1);
        receive();
    }

    @Test
    void anUnroutableMessageIsKeptAndTriedAgainWithGrowingPauses() {
        append(VerifySubmission.of(UUID.randomUUID(), "clip"));
        admin.removeBinding(binding());
        try {
            publisher.publishDue();
            assertThat(jdbc.sql("select last_error from outbox")
                            .query(String.class)
                            .single())
                    // The embedded broker refuses it before it returns it.
                    .isIn("unroutable", "refused by the broker");
            assertThat(publisher.publishDue())
                    .as("not before the pause is over")
                    .isZero();
            clock.advance(Duration.ofSeconds(1));
            assertThat(publisher.publishDue()).isEqualTo(1);
            clock.advance(Duration.ofSeconds(1));
            assertThat(publisher.publishDue()).as("the second pause is longer").isZero();
        } finally {
            admin.declareBinding(binding());
        }
        clock.advance(Duration.ofSeconds(1));
        assertThat(publisher.publishDue()).isEqualTo(1);
        receive();
        assertThat(jdbc.sql("select count(*) from outbox where published_at is null")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void severalPublishersShareTheWorkAndSendNothingTwice() throws Exception {
        int messages = 120;
        transactions.executeWithoutResult(status -> {
            for (int i = 0; i < messages; i++) {
                outbox.append(Route.VERIFICATION_SUBMIT, VerifySubmission.of(UUID.randomUUID(), "clip"));
            }
        });
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            List<Future<Integer>> published = new ArrayList<>();
            Callable<Integer> publishAll = () -> {
                int sum = 0;
                for (int n = publisher.publishDue(); n > 0; n = publisher.publishDue()) {
                    sum += n;
                }
                return sum;
            };
            for (int i = 0; i < 3; i++) {
                published.add(pool.submit(publishAll));
            }
            int sum = 0;
            for (Future<Integer> one : published) {
                sum += one.get();
            }
            assertThat(sum).isEqualTo(messages);
        } finally {
            pool.shutdownNow();
        }
        HashSet<String> received = new HashSet<>();
        for (int i = 0; i < messages; i++) {
            received.add(receive().getMessageProperties().getMessageId());
        }
        assertThat(received).hasSize(messages);
        assertThat(rabbit.receive(topology.queue(Route.VERIFICATION_SUBMIT))).isNull();
    }

    @Test
    void aRelayIsWokenByTheCommit() {
        OutboxProperties lazy = new OutboxProperties(
                true, 100, Duration.ofHours(1), Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMinutes(1));
        OutboxRelay relay = new OutboxRelay(publisher, nudge, lazy);
        relay.start();
        try {
            append(VerifySubmission.of(UUID.randomUUID(), "clip"));
            receive();
        } finally {
            relay.stop();
        }
        assertThat(relay.isRunning()).isFalse();
    }

    @Autowired
    Nudge nudge;

    private void append(VerifySubmission message) {
        transactions.executeWithoutResult(status -> outbox.append(Route.VERIFICATION_SUBMIT, message));
    }

    private Message receive() {
        return await().atMost(Duration.ofSeconds(10))
                .pollDelay(Duration.ZERO)
                .until(() -> rabbit.receive(topology.queue(Route.VERIFICATION_SUBMIT)), found -> found != null);
    }

    private org.springframework.amqp.core.Binding binding() {
        return new org.springframework.amqp.core.Binding(
                topology.queue(Route.VERIFICATION_SUBMIT),
                org.springframework.amqp.core.Binding.DestinationType.QUEUE,
                topology.exchange(),
                Route.VERIFICATION_SUBMIT.key(),
                null);
    }
}
