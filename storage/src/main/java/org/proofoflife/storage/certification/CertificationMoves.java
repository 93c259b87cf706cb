package org.proofoflife.storage.certification;

import static org.proofoflife.storage.certification.CertificationState.OPEN;
import static org.proofoflife.storage.certification.CertificationState.REJECTED;
import static org.proofoflife.storage.certification.CertificationState.SUBMITTED;
import static org.proofoflife.storage.certification.CertificationState.UNDER_REVIEW;
import static org.proofoflife.storage.certification.CertificationState.VERIFYING;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.jdbc.Columns;
import org.proofoflife.storage.roster.Endings;
import org.proofoflife.storage.webhook.WebhookDeliveries;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every move of a certification. Each is one conditional update that must touch exactly one row, with its row in the
 * audit log and, where the move brings an outcome, the channel's webhook, in one transaction.
 */
public class CertificationMoves {

    private static final String NO_CLAIM = "claim_token = null, claimed_by = null, claimed_until = null";

    private final JdbcClient jdbc;
    private final AuditedMoves moves;
    private final Certifications certifications;
    private final Decisions decisions;
    private final Certificates certificates;
    private final Endings endings;
    private final WebhookDeliveries webhooks;
    private final Clock clock;

    public CertificationMoves(
            JdbcClient jdbc,
            Certifications certifications,
            Decisions decisions,
            Certificates certificates,
            Endings endings,
            WebhookDeliveries webhooks,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.moves = new AuditedMoves(jdbc, audit);
        this.certifications = certifications;
        this.decisions = decisions;
        this.certificates = certificates;
        this.endings = endings;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /** Opens a certification; false if the channel has used the idempotency key before, and then nothing is changed. */
    @Transactional
    public boolean open(Opening opening) {
        int inserted = jdbc.sql("""
                        insert into certification (id, pensioner_id, channel_id, state, challenge, object_key, consent_id,
                            idempotency_key, request_hash, opened_at, expires_at)
                        values (:id, :pensioner, :channel, 'OPEN', :challenge, :objectKey, :consent,
                            :key, :hash, :now, :expires)
                        on conflict (channel_id, idempotency_key) do nothing""")
                .param("id", opening.id())
                .param("pensioner", opening.pensionerId())
                .param("channel", opening.channelId())
                .param("challenge", opening.challenge().toString())
                .param("objectKey", opening.objectKey())
                .param("consent", opening.consentId())
                .param("key", opening.idempotencyKey())
                .param("hash", opening.requestHash())
                .param("now", now())
                .param("expires", Columns.time(opening.expiresAt()))
                .update();
        if (inserted == 1) {
            moves.audited(opening.id(), "channel:" + opening.channelId(), "OPEN", null, OPEN, Map.of());
        }
        return inserted == 1;
    }

    /**
     * Takes a received clip. If the same bytes were submitted before, by anyone, the certification is refused as
     * {@link OutcomeCode#REPLAYED_VIDEO}.
     *
     * @return SUBMITTED or REJECTED
     * @throws IllegalMoveException if it is not open any more
     */
    @Transactional
    public CertificationState submit(Submission submission, String actor) {
        UUID id = submission.certificationId();
        moves.move(
                Move.of(id, OPEN, SUBMITTED).set("submitted_at = :now").with("now", now()),
                actor,
                "SUBMIT",
                Map.of("bytes", submission.sizeBytes()));
        insert(submission);
        if (isFirstOfItsBytes(submission)) {
            return SUBMITTED;
        }
        moves.move(concluding(id, SUBMITTED, OutcomeCode.REPLAYED_VIDEO, List.of()), actor, "REFUSE_REPLAY", Map.of());
        webhooks.enqueue(id);
        return REJECTED;
    }

    /** Nothing arrived in time. False if that is not so, and then nothing is changed. */
    @Transactional
    public boolean expire(UUID id, String actor) {
        return ended(
                concluding(id, OPEN, OutcomeCode.CHALLENGE_EXPIRED, List.of()).where("expires_at <= :now"),
                id,
                "EXPIRE",
                actor);
    }

    /** The person does not want to go on: ends it as if its time were over. False if it is not open any more. */
    @Transactional
    public boolean abandon(UUID id, String actor) {
        return ended(concluding(id, OPEN, OutcomeCode.CHALLENGE_EXPIRED, List.of()), id, "ABANDON", actor);
    }

    private boolean ended(Move move, UUID id, String action, String actor) {
        boolean moved = moves.tryMove(move, actor, action, Map.of()).isPresent();
        if (moved) {
            webhooks.enqueue(id);
        }
        return moved;
    }

    /**
     * Takes a submission: one that waits, one whose holder's lease has run out, or, on redelivery, one whose holder's
     * connection is known to be gone. Empty if it is settled or held by another; then {@link Certifications#find} says
     * which.
     */
    @Transactional
    public Optional<Claim> claim(UUID id, String worker, Duration lease, boolean redelivered) {
        UUID token = UUID.randomUUID();
        Instant now = clock.instant();
        Move move = new Move(id, EnumSet.of(SUBMITTED, VERIFYING), VERIFYING)
                .where("(state = 'SUBMITTED' or claimed_until < :now or :redelivered)")
                .with("now", Columns.time(now))
                .with("redelivered", redelivered)
                .set("claim_token = :token, claimed_by = :worker, claimed_until = :until, attempts = attempts + 1")
                .with("token", token)
                .with("worker", worker)
                .with("until", Columns.time(now.plus(lease)));
        return moves.tryMove(move, "worker:" + worker, "CLAIM", Map.of()).map(from -> claimed(id, token, worker));
    }

    /**
     * Gives the submission back to be tried again. The caller publishes it, in the same transaction, to arrive after the
     * back-off.
     *
     * @param cause short constant for the audit log
     * @throws ClaimLostException if another holds it now
     */
    @Transactional
    public void release(Claim claim, Duration backOff, String cause) {
        release(claim, released(claim, backOff), cause);
    }

    /** The same, where it was not tried at all: it loses no attempt. */
    @Transactional
    public void giveBack(Claim claim, Duration pause, String cause) {
        release(claim, released(claim, pause).set("attempts = attempts - 1"), cause);
    }

    private Move released(Claim claim, Duration pause) {
        return Move.of(claim.certificationId(), VERIFYING, SUBMITTED)
                .set("claim_token = null, claimed_by = null, claimed_until = :due")
                .with("due", Columns.time(clock.instant().plus(pause)));
    }

    private void release(Claim claim, Move move, String cause) {
        moves.moveHeld(claim, move, "RELEASE", Map.of("cause", cause, "attempt", claim.attempt()));
    }

    /**
     * Records the decision and moves to its state, with the certificate where it is a success. A success of somebody of
     * whom evidence says that the benefit may have ended goes to a person: data and machine contradict each other.
     *
     * @throws ClaimLostException if another holds it now
     */
    @Transactional
    public void settle(Claim claim, Decision decision) {
        UUID id = claim.certificationId();
        OutcomeCode outcome = decision.outcome() == OutcomeCode.CERTIFIED
                        && endings.unanswered(claim.pensionerId()).isPresent()
                ? OutcomeCode.JUDGEMENT_UNCERTAIN
                : decision.outcome();
        Move move = concluding(id, VERIFYING, outcome, decision.reasonCodes()).set(NO_CLAIM);
        moves.moveHeld(
                claim,
                move,
                "DECIDE",
                Map.of(
                        "outcome", outcome,
                        "reasons", decision.reasonCodes(),
                        "policy", decision.policyVersion(),
                        "attempt", claim.attempt()));
        decisions.record(claim, decision);
        if (outcome == OutcomeCode.CERTIFIED) {
            certificates.issue(claim.pensionerId(), id, CertificateSource.SELF_SERVICE);
        }
        webhooks.enqueue(id);
    }

    /**
     * Puts a submission aside that cannot be processed: a person looks at it.
     *
     * @param cause short constant for the audit log
     * @throws ClaimLostException if another holds it now
     */
    @Transactional
    public void park(Claim claim, String cause) {
        UUID id = claim.certificationId();
        Move move = concluding(id, VERIFYING, OutcomeCode.PROCESSING_FAILED, List.of())
                .set(NO_CLAIM)
                .set("parked_at = :now");
        moves.moveHeld(claim, move, "PARK", Map.of("cause", cause, "attempt", claim.attempt()));
        webhooks.enqueue(id);
    }

    /** Brings a refusal before a person; the outcome stays as it was. @throws IllegalMoveException if not refused */
    @Transactional
    public void appeal(UUID id, String actor) {
        moves.move(
                Move.of(id, REJECTED, UNDER_REVIEW).set("appealed_at = :now").with("now", now()),
                actor,
                "APPEAL",
                Map.of());
        webhooks.enqueue(id);
    }

    /**
     * A person's word on a certification under review, and the notice that tells it to whom it is about.
     *
     * @param outcome CERTIFIED, or a code that leads to REJECTED
     * @throws IllegalMoveException if it is not under review or the outcome would leave it there
     */
    @Transactional
    public void review(UUID id, OutcomeCode outcome, List<OutcomeCode> reasons, String actor) {
        moves.move(
                concluding(id, UNDER_REVIEW, outcome, reasons),
                actor,
                "REVIEW",
                Map.of("outcome", outcome, "reasons", reasons));
        UUID person = certifications.find(id).orElseThrow().pensionerId();
        if (outcome == OutcomeCode.CERTIFIED) {
            tell(
                    id,
                    person,
                    "CERTIFIED",
                    certificates.issue(person, id, CertificateSource.REVIEW).validUntil());
        } else {
            tell(id, person, "REFUSED", LocalDate.now(clock));
        }
        webhooks.enqueue(id);
    }

    /** Whoever waited for a person's word would learn it only by looking; batch-jobs sends the notice. */
    private void tell(UUID id, UUID person, String kind, LocalDate day) {
        jdbc.sql("""
                        insert into notice (event_id, pensioner_id, kind, day) values (:id, :person, :kind, :day)
                        on conflict (event_id) do nothing""")
                .param("id", id)
                .param("person", person)
                .param("kind", kind)
                .param("day", day)
                .update();
    }

    private Move concluding(UUID id, CertificationState from, OutcomeCode outcome, List<OutcomeCode> reasons) {
        return Move.of(id, from, outcome.state())
                .set("outcome = :outcome, reason_codes = :reasons, decided_at = :now")
                .with("outcome", outcome.name())
                .with("reasons", Columns.names(reasons))
                .with("now", now());
    }

    private Claim claimed(UUID id, UUID token, String worker) {
        Certification held = certifications.find(id).orElseThrow();
        return new Claim(
                id,
                token,
                held.attempts(),
                worker,
                held.pensionerId(),
                held.challenge(),
                held.objectKey(),
                certifications.submission(id).orElseThrow());
    }

    private void insert(Submission submission) {
        List<Double> offsets = submission.promptOffsets();
        jdbc.sql("""
                        insert into submission (certification_id, sha256, size_bytes, content_type, mirrored,
                            prompt_offsets, received_at)
                        values (:id, :sha256, :size, :type, :mirrored, :offsets::float8[], :now)""")
                .param("id", submission.certificationId())
                .param("sha256", submission.sha256())
                .param("size", submission.sizeBytes())
                .param("type", submission.contentType())
                .param("mirrored", submission.mirrored())
                .param("offsets", offsets == null ? null : offsets.toArray(Double[]::new))
                .param("now", now())
                .update();
    }

    private boolean isFirstOfItsBytes(Submission submission) {
        return jdbc.sql("""
                                insert into clip_fingerprint (sha256, certification_id, first_seen_at)
                                values (:sha256, :id, :now) on conflict do nothing""")
                        .param("sha256", submission.sha256())
                        .param("id", submission.certificationId())
                        .param("now", now())
                        .update()
                == 1;
    }

    private OffsetDateTime now() {
        return Columns.time(clock.instant());
    }
}
