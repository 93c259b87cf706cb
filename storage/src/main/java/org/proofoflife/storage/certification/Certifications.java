package org.proofoflife.storage.certification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads certifications and their submissions. They are changed through {@link CertificationMoves} alone. */
public class Certifications {

    private final JdbcClient jdbc;
    private final Clock clock;

    public Certifications(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Optional<Certification> find(UUID id) {
        return jdbc.sql("select * from certification where id = :id")
                .param("id", id)
                .query(Certifications::certification)
                .optional();
    }

    /** The same, which nobody else moves then until the caller's transaction ends. */
    public Optional<Certification> lock(UUID id) {
        return jdbc.sql("select * from certification where id = :id for update")
                .param("id", id)
                .query(Certifications::certification)
                .optional();
    }

    /** The certification that this channel opened with this key, with the hash of the request that did. */
    public Optional<Opened> findByIdempotencyKey(String channelId, String key) {
        return jdbc.sql("select * from certification where channel_id = :channel and idempotency_key = :key")
                .param("channel", channelId)
                .param("key", key)
                .query((row, n) -> new Opened(certification(row, n), row.getBytes("request_hash")))
                .optional();
    }

    public record Opened(Certification certification, byte[] requestHash) {}

    /** The person's certifications, the latest first. */
    public List<Certification> ofPensioner(UUID pensionerId, int limit) {
        return jdbc.sql("select * from certification where pensioner_id = :id order by opened_at desc, id limit :limit")
                .param("id", pensionerId)
                .param("limit", limit)
                .query(Certifications::certification)
                .list();
    }

    /** The person's latest certification by this channel whose clip has come and whose outcome is open. */
    public Optional<Certification> latestJudged(UUID pensionerId, String channelId, Instant since) {
        return jdbc.sql("""
                        select * from certification
                        where pensioner_id = :id and opened_at > :since and channel_id = :channel
                          and state in ('SUBMITTED', 'VERIFYING', 'UNDER_REVIEW')
                        order by opened_at desc, id limit 1""")
                .param("id", pensionerId)
                .param("since", Columns.time(since))
                .param("channel", channelId)
                .query(Certifications::certification)
                .optional();
    }

    /** The person's certifications that wait for something: the clip, its judgement, or a person. */
    public List<Certification> unsettled(UUID pensionerId) {
        return jdbc.sql("select * from certification where pensioner_id = :id"
                        + " and state in ('OPEN', 'SUBMITTED', 'VERIFYING', 'UNDER_REVIEW')")
                .param("id", pensionerId)
                .query(Certifications::certification)
                .list();
    }

    /**
     * How many times the machine has refused the person since the last success, since a person last decided, and since the
     * case that waits for one; expired attempts do not count.
     */
    public int failuresInARow(UUID pensionerId) {
        return jdbc.sql("""
                        select count(*) from certification
                        where pensioner_id = :id and state = 'REJECTED'
                          and decided_at > coalesce((select max(c.decided_at) from certification c
                              where c.pensioner_id = :id and (c.state in ('CERTIFIED', 'UNDER_REVIEW')
                                  or exists (select from review_verdict v
                                      where v.certification_id = c.id and v.state = 'EFFECTIVE'))), '-infinity')""").param("id", pensionerId).query(Integer.class).single();
    }

    /** Whether a person has decided it. */
    public boolean isReviewed(UUID id) {
        return jdbc.sql(
                        "select exists (select from review_verdict where certification_id = :id and state = 'EFFECTIVE')")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** Whether none of the person's others was decided after it; expired attempts do not count. */
    public boolean isLatestDecided(UUID id) {
        return jdbc.sql("""
                        select not exists (select from certification c join certification later
                            on later.pensioner_id = c.pensioner_id and later.decided_at > c.decided_at
                            where c.id = :id and later.state in ('CERTIFIED', 'REJECTED', 'UNDER_REVIEW'))""").param("id", id).query(Boolean.class).single();
    }

    /** Whether the consent that it was opened with has not been withdrawn since. */
    public boolean consentStands(UUID id) {
        return jdbc.sql("""
                        select k.withdrawn_at is null from certification c join consent k on k.id = c.consent_id
                        where c.id = :id""").param("id", id).query(Boolean.class).single();
    }

    public int openedSince(UUID pensionerId, Instant since) {
        return jdbc.sql("select count(*) from certification where pensioner_id = :id and opened_at > :since")
                .param("id", pensionerId)
                .param("since", Columns.time(since))
                .query(Integer.class)
                .single();
    }

    /** Those of the given certifications that have an outcome, be it for good or for a person to look at. */
    public List<UUID> concludedAmong(Collection<UUID> ids) {
        return jdbc.sql("select id from certification where id = any(:ids) and outcome is not null")
                .param("ids", ids.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    public Optional<Submission> submission(UUID certificationId) {
        return jdbc.sql("select * from submission where certification_id = :id")
                .param("id", certificationId)
                .query(Certifications::submission)
                .optional();
    }

    /** Open certifications whose time has run out. */
    public List<UUID> overdue(int limit) {
        return jdbc.sql(
                        "select id from certification where state = 'OPEN' and expires_at <= :now order by expires_at limit :limit")
                .param("now", Columns.time(clock.instant()))
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    /**
     * Submissions that nobody works on though they were due: never claimed for this long, or claimed with a lease that
     * ran out. A sweeper publishes them again.
     */
    public List<UUID> stuck(Duration unclaimedFor, int limit) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        select id from certification
                        where state = 'VERIFYING' and claimed_until < :now
                           or state = 'SUBMITTED' and coalesce(claimed_until, submitted_at) < :before
                        order by submitted_at limit :limit""")
                .param("now", Columns.time(now))
                .param("before", Columns.time(now.minus(unclaimedFor)))
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    static Submission submission(ResultSet row, int n) throws SQLException {
        return new Submission(
                Columns.uuid(row, "certification_id"),
                row.getBytes("sha256"),
                row.getLong("size_bytes"),
                row.getString("content_type"),
                row.getBoolean("mirrored"),
                offsets(row));
    }

    private static @Nullable List<Double> offsets(ResultSet row) throws SQLException {
        java.sql.Array array = row.getArray("prompt_offsets");
        return array == null ? null : Arrays.asList((Double[]) array.getArray());
    }

    private static Certification certification(ResultSet row, int n) throws SQLException {
        String outcome = row.getString("outcome");
        return new Certification(
                Columns.uuid(row, "id"),
                Columns.uuid(row, "pensioner_id"),
                row.getString("channel_id"),
                CertificationState.valueOf(row.getString("state")),
                outcome == null ? null : OutcomeCode.valueOf(outcome),
                Columns.list(row, "reason_codes", OutcomeCode::valueOf),
                Challenge.parse(row.getString("challenge")),
                row.getString("object_key"),
                Columns.instant(row, "opened_at"),
                Columns.instant(row, "expires_at"),
                Columns.instantOrNull(row, "submitted_at"),
                Columns.instantOrNull(row, "decided_at"),
                Columns.instantOrNull(row, "appealed_at"),
                row.getInt("attempts"),
                Columns.instantOrNull(row, "parked_at"));
    }
}
