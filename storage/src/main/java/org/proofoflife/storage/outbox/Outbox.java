package org.proofoflife.storage.outbox;

import java.time.Clock;
import java.time.Instant;
import org.proofoflife.storage.jdbc.Columns;
import org.proofoflife.storage.messages.MessageCodec;
import org.proofoflife.storage.messages.Route;
import org.proofoflife.storage.messages.WorkMessage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Messages that are sent if, and only if, the transaction that asks for them commits. */
public class Outbox {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Nudge nudge;

    public Outbox(JdbcClient jdbc, Clock clock, Nudge nudge) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.nudge = nudge;
    }

    /** To be sent as soon as the caller's transaction has committed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(Route route, WorkMessage message) {
        append(route, message, clock.instant());
    }

    /** To be sent at this time or later. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(Route route, WorkMessage message, Instant availableAt) {
        if (!route.type().isInstance(message)) {
            throw new IllegalArgumentException(
                    message.getClass().getSimpleName() + " does not belong on " + route.key());
        }
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into outbox (route, message_id, payload, created_at, available_at)
                        values (:route, :id, :payload::jsonb, :now, :available)""")
                .param("route", route.key())
                .param("id", message.messageId())
                .param("payload", MessageCodec.encode(message))
                .param("now", Columns.time(now))
                .param("available", Columns.time(availableAt))
                .update();
        if (!availableAt.isAfter(now)) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    nudge.give();
                }
            });
        }
    }

    /** Whether anything for this route waits to be sent, now or later. */
    public boolean isWaiting(Route route) {
        return jdbc.sql("select exists (select 1 from outbox where published_at is null and route = :route)")
                .param("route", route.key())
                .query(Boolean.class)
                .single();
    }
}
