package org.proofoflife.storage.enrolment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.certification.ClaimLostException;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.crypto.PersonalDataCipher;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Enrolment photos, their judgement and the templates they yield. Every move is conditional and audited. */
public class Enrolments {

    public static final String TEMPLATE = "enrolment.template_enc";

    private static final String COLUMNS =
            "id, pensioner_id, channel_id, state, reason_codes, photo_key, attempts, created_at, judged_at";

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;
    private final AuditLog audit;
    private final JsonMapper json;
    private final Clock clock;

    public Enrolments(JdbcClient jdbc, PersonalDataCipher cipher, AuditLog audit, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /** Records a stored photo as PENDING. */
    @Transactional
    public void request(UUID id, UUID pensionerId, String channelId, String photoKey, byte[] photoSha256) {
        jdbc.sql("""
                        insert into enrolment (id, pensioner_id, channel_id, state, photo_key, photo_sha256, created_at)
                        values (:id, :pensioner, :channel, 'PENDING', :key, :sha256, :now)""")
                .param("id", id)
                .param("pensioner", pensionerId)
                .param("channel", channelId)
                .param("key", photoKey)
                .param("sha256", photoSha256)
                .param("now", now())
                .update();
        audited("channel:" + channelId, "REQUEST", id, null, EnrolmentState.PENDING, Map.of());
    }

    public Optional<Enrolment> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from enrolment where id = :id")
                .param("id", id)
                .query(Enrolments::enrolment)
                .optional();
    }

    /** The newest enrolment of the person, whatever its state. */
    public Optional<Enrolment> latest(UUID pensionerId) {
        return jdbc.sql("select " + COLUMNS
                        + " from enrolment where pensioner_id = :pensioner order by created_at desc, id limit 1")
                .param("pensioner", pensionerId)
                .query(Enrolments::enrolment)
                .optional();
    }

    /** The enrolment of the person that this very photo is pending or active in. */
    public Optional<Enrolment> standing(UUID pensionerId, byte[] photoSha256) {
        return jdbc.sql("select " + COLUMNS
                        + " from enrolment where pensioner_id = :pensioner and photo_sha256 = :sha256"
                        + " and state in ('PENDING', 'ACTIVE') order by created_at desc limit 1")
                .param("pensioner", pensionerId)
                .param("sha256", photoSha256)
                .query(Enrolments::enrolment)
                .optional();
    }

    /** Those of the given enrolments that are not pending any more. */
    public List<UUID> judgedAmong(Collection<UUID> ids) {
        return jdbc.sql("select id from enrolment where id = any(:ids) and state <> 'PENDING'")
                .param("ids", ids.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    public Optional<Enrolment> active(UUID pensionerId) {
        return jdbc.sql("select " + COLUMNS + " from enrolment where pensioner_id = :pensioner and state = 'ACTIVE'")
                .param("pensioner", pensionerId)
                .query(Enrolments::enrolment)
                .optional();
    }

    /** The serialised template that the person's certifications are matched against, decrypted. */
    public Optional<byte[]> activeTemplate(UUID pensionerId) {
        return jdbc.sql("select id, template_enc from enrolment where pensioner_id = :pensioner and state = 'ACTIVE'")
                .param("pensioner", pensionerId)
                .query((row, n) -> cipher.decrypt(TEMPLATE, Columns.uuid(row, "id"), row.getBytes("template_enc")))
                .optional();
    }

    /**
     * Takes a pending enrolment that nobody holds, whose lease has run out, or, on redelivery, whose holder's
     * connection is known to be gone. Empty if it is judged already or held by another.
     */
    @Transactional
    public Optional<EnrolmentClaim> claim(UUID id, String worker, Duration lease, boolean redelivered) {
        UUID token = UUID.randomUUID();
        Instant now = clock.instant();
        return jdbc.sql("""
                        update enrolment set claim_token = :token, claimed_until = :until, attempts = attempts + 1
                        where id = :id and state = 'PENDING'
                          and (claimed_until is null or claimed_until < :now or :redelivered)
                        returning attempts, pensioner_id, photo_key, photo_sha256""")
                .param("token", token)
                .param("until", Columns.time(now.plus(lease)))
                .param("id", id)
                .param("now", Columns.time(now))
                .param("redelivered", redelivered)
                .query((row, n) -> new EnrolmentClaim(
                        id,
                        token,
                        row.getInt("attempts"),
                        worker,
                        Columns.uuid(row, "pensioner_id"),
                        row.getString("photo_key"),
                        row.getBytes("photo_sha256")))
                .optional();
    }

    /** Pending photos that nobody works on though they were due; a sweeper publishes them again. */
    public List<Enrolment> stuck(Duration unclaimedFor, int limit) {
        return jdbc.sql("""
                        select * from enrolment
                        where state = 'PENDING' and coalesce(claimed_until, created_at) < :before
                        order by created_at limit :limit""")
                .param("before", Columns.time(clock.instant().minus(unclaimedFor)))
                .param("limit", limit)
                .query(Enrolments::enrolment)
                .list();
    }

    /** Gives the claim back so that the enrolment can be tried again. */
    @Transactional
    public void release(EnrolmentClaim claim) {
        held(claim, jdbc.sql("update enrolment set claim_token = null, claimed_until = null" + WHERE_HELD));
    }

    /** The same, where it was not tried at all: it loses no attempt. */
    @Transactional
    public void giveBack(EnrolmentClaim claim) {
        held(
                claim,
                jdbc.sql("update enrolment set claim_token = null, claimed_until = null, attempts = attempts - 1"
                        + WHERE_HELD));
    }

    /** The photo is fit: its template becomes the person's active one. */
    @Transactional
    public void accept(EnrolmentClaim claim, byte[] template, Map<String, String> models) {
        // Two photos of one person that are judged at once must not both become active.
        lock(claim.pensionerId());
        jdbc.sql(
                        "update enrolment set state = 'REPLACED' where pensioner_id = :pensioner and state = 'ACTIVE' returning id")
                .param("pensioner", claim.pensionerId())
                .query(UUID.class)
                .list()
                .forEach(old -> audited(
                        "worker:" + claim.worker(),
                        "REPLACE",
                        old,
                        EnrolmentState.ACTIVE,
                        EnrolmentState.REPLACED,
                        Map.of("by", claim.enrolmentId().toString())));
        held(
                claim,
                jdbc.sql("update enrolment set state = 'ACTIVE', template_enc = :template, models = :models::jsonb,"
                                + " judged_at = :now, claim_token = null, claimed_until = null" + WHERE_HELD)
                        .param("template", cipher.encrypt(TEMPLATE, claim.enrolmentId(), template))
                        .param("models", json.writeValueAsString(models))
                        .param("now", now()));
        judged(claim, EnrolmentState.ACTIVE, List.of());
    }

    /** The photo is unfit, for these reasons. */
    @Transactional
    public void refuse(EnrolmentClaim claim, List<OutcomeCode> reasons) {
        held(
                claim,
                jdbc.sql("update enrolment set state = 'REFUSED', reason_codes = :reasons, judged_at = :now,"
                                + " claim_token = null, claimed_until = null" + WHERE_HELD)
                        .param("reasons", Columns.names(reasons))
                        .param("now", now()));
        judged(claim, EnrolmentState.REFUSED, reasons);
    }

    /** Keeps no template of the person any more; the photos are to go, too. */
    @Transactional
    public void withdraw(UUID pensionerId, String actor) {
        record Ended(UUID id, EnrolmentState from) {}
        lock(pensionerId);
        List<Ended> ended =
                jdbc.sql("""
                        with old as (select id, state from enrolment
                            where pensioner_id = :pensioner and state <> 'WITHDRAWN' for update)
                        update enrolment e set state = 'WITHDRAWN', template_enc = null, claim_token = null,
                            claimed_until = null
                        from old where e.id = old.id returning old.state as "from", e.id""").param("pensioner", pensionerId).query(Ended.class).list();
        ended.forEach(it -> audited(actor, "WITHDRAW", it.id(), it.from(), EnrolmentState.WITHDRAWN, Map.of()));
    }

    private void lock(UUID pensionerId) {
        jdbc.sql("select id from pensioner where id = :id for update")
                .param("id", pensionerId)
                .query(UUID.class)
                .single();
    }

    /** It could not be judged and is not tried again. */
    @Transactional
    public void fail(EnrolmentClaim claim) {
        List<OutcomeCode> reasons = List.of(OutcomeCode.PROCESSING_FAILED);
        held(
                claim,
                jdbc.sql("update enrolment set state = 'FAILED', reason_codes = :reasons, judged_at = :now,"
                                + " claim_token = null, claimed_until = null" + WHERE_HELD)
                        .param("reasons", Columns.names(reasons))
                        .param("now", now()));
        judged(claim, EnrolmentState.FAILED, reasons);
    }

    private static final String WHERE_HELD = " where id = :id and state = 'PENDING' and claim_token = :token";

    private static void held(EnrolmentClaim claim, JdbcClient.StatementSpec update) {
        if (update.param("id", claim.enrolmentId())
                        .param("token", claim.token())
                        .update()
                != 1) {
            throw new ClaimLostException("enrolment", claim.enrolmentId());
        }
    }

    private void judged(EnrolmentClaim claim, EnrolmentState to, List<OutcomeCode> reasons) {
        audited(
                "worker:" + claim.worker(),
                "JUDGE",
                claim.enrolmentId(),
                EnrolmentState.PENDING,
                to,
                Map.of("reasons", reasons, "attempt", claim.attempt()));
    }

    private void audited(
            String actor,
            String action,
            UUID id,
            @Nullable EnrolmentState from,
            EnrolmentState to,
            Map<String, Object> detail) {
        audit.append(new AuditLog.Entry(
                actor, action, "enrolment", id.toString(), from == null ? null : from.name(), to.name(), detail));
    }

    private OffsetDateTime now() {
        return Columns.time(clock.instant());
    }

    private static Enrolment enrolment(ResultSet row, int n) throws SQLException {
        return new Enrolment(
                Columns.uuid(row, "id"),
                Columns.uuid(row, "pensioner_id"),
                row.getString("channel_id"),
                EnrolmentState.valueOf(row.getString("state")),
                Columns.list(row, "reason_codes", OutcomeCode::valueOf),
                row.getString("photo_key"),
                row.getInt("attempts"),
                Columns.instant(row, "created_at"),
                Columns.instantOrNull(row, "judged_at"));
    }
}
