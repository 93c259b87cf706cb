package org.proofoflife.storage.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Notices to channels: written with the move they tell of, sent by whoever claims them, kept with their result. */
public class WebhookDeliveries {

    private final JdbcClient jdbc;
    private final Clock clock;

    public WebhookDeliveries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Tells the certification's channel of its present state, if the channel has a webhook. In the caller's transaction. */
    public void enqueue(UUID certificationId) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into webhook_delivery (id, certification_id, channel_id, event, payload, created_at,
                            next_attempt_at)
                        select :id, c.id, c.channel_id, 'certification.' || lower(c.state),
                            jsonb_build_object('id', :id::text, 'event', 'certification.' || lower(c.state),
                                'certificationId', c.id, 'pensionerRef', p.ref, 'state', c.state, 'outcome', c.outcome,
                                'reasonCodes', c.reason_codes, 'occurredAt', :at::text),
                            :now, :now
                        from certification c join channel ch on ch.id = c.channel_id join pensioner p on p.id = c.pensioner_id
                        where c.id = :certification and ch.webhook_url is not null and ch.disabled_at is null""")
                .param("id", id)
                .param("certification", certificationId)
                .param("at", clock.instant().toString())
                .param("now", Columns.time(clock.instant()))
                .update();
    }

    /** The channels for which notices are due. */
    public List<String> dueChannels() {
        return jdbc.sql("""
                        select id from channel ch where exists (select from webhook_delivery
                            where channel_id = ch.id and delivered_at is null and given_up_at is null
                                and next_attempt_at <= :now)""")
                .param("now", Columns.time(clock.instant()))
                .query(String.class)
                .list();
    }

    /**
     * Takes the channel's due notices for this sender; others see them again when the lease has run out. Each claim counts
     * as an attempt.
     */
    public List<WebhookDelivery> claimDue(String channelId, int limit, Duration lease) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        update webhook_delivery set attempts = attempts + 1, next_attempt_at = :until
                        where id in (select id from webhook_delivery
                            where channel_id = :channel and delivered_at is null and given_up_at is null
                                and next_attempt_at <= :now
                            order by next_attempt_at limit :limit for update skip locked)
                        returning *""")
                .param("until", Columns.time(now.plus(lease)))
                .param("now", Columns.time(now))
                .param("channel", channelId)
                .param("limit", limit)
                .query(WebhookDeliveries::delivery)
                .list();
    }

    public void delivered(UUID id, int status) {
        jdbc.sql(
                        "update webhook_delivery set delivered_at = :now, last_status = :status, last_error = null where id = :id")
                .param("now", Columns.time(clock.instant()))
                .param("status", status)
                .param("id", id)
                .update();
    }

    /** @param status of the answer, null when none came; @param next null = no further attempt */
    public void failed(UUID id, @Nullable Integer status, String error, @Nullable Instant next) {
        Instant now = clock.instant();
        jdbc.sql("""
                        update webhook_delivery set last_status = :status::int, last_error = :error,
                            next_attempt_at = coalesce(:next::timestamptz, next_attempt_at),
                            given_up_at = case when :next::timestamptz is null then :now end
                        where id = :id and delivered_at is null""")
                .param("status", status)
                .param("error", error)
                .param("next", next == null ? null : Columns.time(next))
                .param("now", Columns.time(now))
                .param("id", id)
                .update();
    }

    public List<WebhookDelivery> ofCertification(UUID certificationId) {
        return jdbc.sql("select * from webhook_delivery where certification_id = :id order by created_at, id")
                .param("id", certificationId)
                .query(WebhookDeliveries::delivery)
                .list();
    }

    private static WebhookDelivery delivery(ResultSet row, int n) throws SQLException {
        return new WebhookDelivery(
                Columns.uuid(row, "id"),
                Columns.uuid(row, "certification_id"),
                row.getString("channel_id"),
                row.getString("event"),
                row.getString("payload"),
                Columns.instant(row, "created_at"),
                row.getInt("attempts"),
                row.getObject("last_status", Integer.class),
                row.getString("last_error"),
                Columns.instantOrNull(row, "delivered_at"),
                Columns.instantOrNull(row, "given_up_at"));
    }
}
