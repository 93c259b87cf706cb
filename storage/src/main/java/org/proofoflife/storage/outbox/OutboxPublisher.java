package org.proofoflife.storage.outbox;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.jdbc.Columns;
import org.proofoflife.storage.messages.Topology;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * Publishes one batch of what is due. Rows are locked while they are being published, so that any number of publishers
 * work side by side; a row is marked only after the broker has confirmed it, so that a crash in between sends it twice
 * but never loses it.
 */
public class OutboxPublisher {

    private final JdbcClient jdbc;
    private final RabbitTemplate rabbit;
    private final Topology topology;
    private final OutboxProperties properties;
    private final Clock clock;

    public OutboxPublisher(
            JdbcClient jdbc, RabbitTemplate rabbit, Topology topology, OutboxProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.rabbit = rabbit;
        this.topology = topology;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * @return how many rows were taken, published or not
     * @throws AmqpException if the broker cannot be reached; nothing is marked then
     */
    @Transactional
    public int publishDue() {
        List<Row> due = jdbc.sql("""
                        select id, route, message_id, payload, attempts from outbox
                        where published_at is null and available_at <= :now
                        order by available_at, id limit :limit for update skip locked""")
                .param("now", Columns.time(clock.instant()))
                .param("limit", properties.batch())
                .query(OutboxPublisher::row)
                .list();
        List<CorrelationData> sent = due.stream().map(this::send).toList();
        List<Long> published = new ArrayList<>();
        long deadline = System.nanoTime() + properties.confirmTimeout().toNanos();
        for (int i = 0; i < due.size(); i++) {
            String refusal = refusal(sent.get(i), deadline);
            if (refusal == null) {
                published.add(due.get(i).id());
            } else {
                postpone(due.get(i), refusal);
            }
        }
        mark(published);
        return due.size();
    }

    private CorrelationData send(Row row) {
        Message message = MessageBuilder.withBody(row.payload().getBytes(StandardCharsets.UTF_8))
                .setContentType(MessageProperties.CONTENT_TYPE_JSON)
                .setMessageId(row.messageId().toString())
                .setDeliveryMode(MessageDeliveryMode.PERSISTENT)
                .build();
        CorrelationData correlation = new CorrelationData(row.messageId().toString());
        rabbit.send(topology.exchange(), row.route(), message, correlation);
        return correlation;
    }

    /** Null if the broker has taken the message into a queue. */
    private static @Nullable String refusal(CorrelationData sent, long deadline) {
        try {
            CorrelationData.Confirm confirm =
                    sent.getFuture().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            // RabbitMQ acknowledges what it returns, the embedded broker refuses it: the return is asked first.
            if (sent.getReturned() != null) {
                return "unroutable";
            }
            return confirm.ack() ? null : "refused by the broker";
        } catch (TimeoutException e) {
            return "not confirmed in time";
        } catch (ExecutionException e) {
            return "failed while waiting for the confirm";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private void postpone(Row row, String refusal) {
        int attempts = row.attempts() + 1;
        jdbc.sql("update outbox set attempts = :attempts, available_at = :next, last_error = :error where id = :id")
                .param("attempts", attempts)
                .param("next", Columns.time(clock.instant().plus(properties.backOff(attempts))))
                .param("error", refusal)
                .param("id", row.id())
                .update();
    }

    private void mark(List<Long> published) {
        if (!published.isEmpty()) {
            jdbc.sql(
                            "update outbox set published_at = :now, attempts = attempts + 1, last_error = null where id in (:ids)")
                    .param("now", Columns.time(clock.instant()))
                    .param("ids", published)
                    .update();
        }
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(
                row.getLong("id"),
                row.getString("route"),
                Columns.uuid(row, "message_id"),
                row.getString("payload"),
                row.getInt("attempts"));
    }

    private record Row(long id, String route, UUID messageId, String payload, int attempts) {}
}
