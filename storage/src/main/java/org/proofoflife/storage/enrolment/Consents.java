package org.proofoflife.storage.enrolment;

import java.time.Clock;
import java.util.UUID;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Separate consents to face recognition (PIPL art. 29), with the version of the text that was agreed to. */
public class Consents {

    private final JdbcClient jdbc;
    private final Clock clock;

    public Consents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public UUID give(UUID pensionerId, String textVersion, String channelId) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into consent (id, pensioner_id, text_version, channel_id, given_at)
                        values (:id, :pensioner, :version, :channel, :at)""")
                .param("id", id)
                .param("pensioner", pensionerId)
                .param("version", textVersion)
                .param("channel", channelId)
                .param("at", Columns.time(clock.instant()))
                .update();
        return id;
    }

    /** Withdraws every consent of the person that stands; returns how many. */
    public int withdraw(UUID pensionerId) {
        return jdbc.sql(
                        "update consent set withdrawn_at = :at where pensioner_id = :pensioner and withdrawn_at is null")
                .param("at", Columns.time(clock.instant()))
                .param("pensioner", pensionerId)
                .update();
    }
}
