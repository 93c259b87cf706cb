package org.proofoflife.verification.intake;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.proofoflife.storage.Causes;
import org.proofoflife.storage.EnvironmentException;
import org.proofoflife.storage.messages.DeadLetters;
import org.proofoflife.storage.messages.MessageCodec;
import org.proofoflife.storage.messages.Route;
import org.proofoflife.storage.messages.UnreadableMessageException;
import org.proofoflife.storage.messages.WorkMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareMessageListener;

/** Hands messages to their handler and acknowledges them afterwards, never before. */
public final class WorkListener<T extends WorkMessage> implements ChannelAwareMessageListener {

    private static final Logger log = LoggerFactory.getLogger(WorkListener.class);

    private final Route route;
    private final Class<T> type;
    private final WorkHandler<T> handler;
    private final DeadLetters deadLetters;
    private final Duration pause;
    private final Runnable stopWorker;
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** @param stopWorker ends this worker: called when it cannot judge anything any more */
    public WorkListener(
            Route route,
            Class<T> type,
            WorkHandler<T> handler,
            DeadLetters deadLetters,
            Duration pause,
            Runnable stopWorker) {
        this.route = route;
        this.type = type;
        this.handler = handler;
        this.deadLetters = deadLetters;
        this.pause = pause;
        this.stopWorker = stopWorker;
    }

    @Override
    public void onMessage(Message message, @org.jspecify.annotations.Nullable Channel channel) throws IOException {
        if (channel == null) {
            throw new IllegalStateException("Acknowledging takes a channel");
        }
        long tag = message.getMessageProperties().getDeliveryTag();
        try {
            T work = MessageCodec.decode(message.getBody(), route, type);
            handler.handle(
                    work, Boolean.TRUE.equals(message.getMessageProperties().isRedelivered()));
            channel.basicAck(tag, false);
        } catch (UnreadableMessageException e) {
            log.error("{}", e.getMessage());
            deadLetters.bury(message);
            channel.basicAck(tag, false);
        } catch (EnvironmentException e) {
            log.error("This worker stops: {}", e.getMessage());
            stopWorker.run();
            // Given back at once, the message might come to this worker again.
            rest();
            channel.basicNack(tag, false, true);
        } catch (OutageException e) {
            // The work is given back and comes by another message. Whatever else waits would find the same outage.
            log.warn("A message on {} waits for the end of an outage: {}, {}", route.key(), e.code(), Causes.of(e));
            rest();
            channel.basicAck(tag, false);
        } catch (RuntimeException e) {
            log.warn(
                    "A message on {} is given back: {}",
                    route.key(),
                    e.getClass().getSimpleName());
            rest();
            channel.basicNack(tag, false, true);
        }
    }

    /** Without a rest a database that is down would have the message circle at full speed. */
    private void rest() {
        try {
            if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                log.debug("Stopping, no rest");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public void stop() {
        stopping.countDown();
    }
}
