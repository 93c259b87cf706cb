package org.proofoflife.ingest.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.certification.Certification;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.certification.CertificationState;
import org.proofoflife.storage.certification.Certifications;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.crypto.PersonalDataCipher;
import org.proofoflife.storage.jdbc.Columns;
import org.proofoflife.storage.roster.Endings;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What reviewers decide. A word that overrides the machine, certifying what it refused or suspected, takes effect only
 * when a second person agrees; so does one that certifies somebody whose benefit may have ended by what other records say.
 */
@Component
public class Verdicts {

    /** Where the machine itself was undecided, one person's word is enough. */
    private static final Set<OutcomeCode> UNDECIDED =
            EnumSet.of(OutcomeCode.MATCH_UNCERTAIN, OutcomeCode.JUDGEMENT_UNCERTAIN);

    private static final String NOTE = "review_verdict.note_enc";
    private static final String SECOND_NOTE = "review_verdict.second_note_enc";

    private final JdbcClient jdbc;
    private final Certifications certifications;
    private final CertificationMoves moves;
    private final Endings endings;
    private final ReviewCases cases;
    private final PersonalDataCipher cipher;
    private final AuditLog audit;
    private final Clock clock;

    public Verdicts(
            JdbcClient jdbc,
            Certifications certifications,
            CertificationMoves moves,
            Endings endings,
            ReviewCases cases,
            PersonalDataCipher cipher,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.certifications = certifications;
        this.moves = moves;
        this.endings = endings;
        this.cases = cases;
        this.cipher = cipher;
        this.audit = audit;
        this.clock = clock;
    }

    /** PROPOSED waits for a second person, EFFECTIVE has decided the case, REFUSED was turned down. */
    public enum State {
        PROPOSED,
        EFFECTIVE,
        REFUSED
    }

    public record Verdict(
            UUID id,
            String reviewer,
            OutcomeCode outcome,
            List<OutcomeCode> reasons,
            @Nullable String note,
            State state,
            Instant givenAt,
            @Nullable String second,
            @Nullable String secondNote,
            @Nullable Instant secondAt) {

        @Override
        public String toString() {
            return "Verdict[" + id + ", " + outcome + ", " + state + "]";
        }
    }

    private boolean overrides(Certification held, OutcomeCode verdict) {
        return verdict == OutcomeCode.CERTIFIED
                && (!UNDECIDED.contains(held.outcome())
                        || endings.unanswered(held.pensionerId()).isPresent());
    }

    /**
     * Decides the case that the reviewer holds.
     *
     * @param outcome CERTIFIED or a code that refuses
     * @throws WebProblem if the reviewer does not hold it, it is not under review, or it waits for a second person already
     */
    @Transactional
    public State give(
            UUID certificationId,
            OutcomeCode outcome,
            List<OutcomeCode> reasons,
            @Nullable String note,
            ConsoleAccount reviewer) {
        if (outcome.state() != CertificationState.CERTIFIED && outcome.state() != CertificationState.REJECTED) {
            throw new WebProblem(HttpStatus.UNPROCESSABLE_CONTENT, "NOT_A_VERDICT", "The outcome decides nothing");
        }
        Certification held = lockedUnderReview(certificationId);
        requireHolder(certificationId, reviewer);
        if (proposed(certificationId) != null) {
            throw new WebProblem(HttpStatus.CONFLICT, "WAITS_FOR_SECOND", "A second person has yet to agree");
        }
        OutcomeCode machine = java.util.Objects.requireNonNull(held.outcome());
        State state = overrides(held, outcome) ? State.PROPOSED : State.EFFECTIVE;
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into review_verdict (id, certification_id, reviewer_id, outcome, reason_codes, note_enc,
                            state, given_at)
                        values (:id, :certification, :reviewer, :outcome, :reasons, :note, :state, :now)""")
                .param("id", id)
                .param("certification", certificationId)
                .param("reviewer", reviewer.id())
                .param("outcome", outcome.name())
                .param("reasons", Columns.names(reasons))
                .param("note", note == null || note.isBlank() ? null : cipher.encrypt(NOTE, id, note))
                .param("state", state.name())
                .param("now", Columns.time(clock.instant()))
                .update();
        audit.append(AuditLog.Entry.act(
                reviewer.actor(),
                state == State.PROPOSED ? "PROPOSE_VERDICT" : "GIVE_VERDICT",
                "certification",
                certificationId,
                Map.of("outcome", outcome, "reasons", reasons, "machine", machine)));
        if (state == State.EFFECTIVE) {
            moves.review(certificationId, outcome, reasons, reviewer.actor());
        }
        cases.release(certificationId, reviewer);
        return state;
    }

    /** The second person's word on a proposed verdict; turned down, the case is free for another look. */
    @Transactional
    public State second(UUID certificationId, boolean agrees, @Nullable String note, ConsoleAccount approver) {
        lockedUnderReview(certificationId);
        Proposed proposed = proposed(certificationId);
        if (proposed == null) {
            throw new WebProblem(HttpStatus.CONFLICT, "NOTHING_PROPOSED", "No verdict waits for a second person");
        }
        if (proposed.reviewer().equals(approver.id())) {
            throw new WebProblem(HttpStatus.FORBIDDEN, "SAME_PERSON", "The second person must be another one");
        }
        State state = agrees ? State.EFFECTIVE : State.REFUSED;
        jdbc.sql("""
                        update review_verdict set state = :state, second_id = :second, second_note_enc = :note,
                            second_at = :now where id = :id and state = 'PROPOSED'""")
                .param("state", state.name())
                .param("second", approver.id())
                .param("note", note == null || note.isBlank() ? null : cipher.encrypt(SECOND_NOTE, proposed.id(), note))
                .param("now", Columns.time(clock.instant()))
                .param("id", proposed.id())
                .update();
        audit.append(AuditLog.Entry.act(
                approver.actor(),
                agrees ? "AGREE_VERDICT" : "REFUSE_VERDICT",
                "certification",
                certificationId,
                Map.of("outcome", proposed.outcome())));
        if (agrees) {
            moves.review(certificationId, proposed.outcome(), proposed.reasons(), approver.actor());
        }
        return state;
    }

    public List<Verdict> of(UUID certificationId) {
        return jdbc.sql("""
                        select v.*, r.display_name as reviewer, s.display_name as second from review_verdict v
                        join console_account r on r.id = v.reviewer_id
                        left join console_account s on s.id = v.second_id
                        where v.certification_id = :id order by v.given_at""").param("id", certificationId).query(this::verdict).list();
    }

    private record Proposed(UUID id, UUID reviewer, OutcomeCode outcome, List<OutcomeCode> reasons) {}

    private @Nullable Proposed proposed(UUID certificationId) {
        return jdbc.sql("select * from review_verdict where certification_id = :id and state = 'PROPOSED' for update")
                .param("id", certificationId)
                .query((row, n) -> new Proposed(
                        Columns.uuid(row, "id"),
                        Columns.uuid(row, "reviewer_id"),
                        OutcomeCode.valueOf(row.getString("outcome")),
                        Columns.list(row, "reason_codes", OutcomeCode::valueOf)))
                .optional()
                .orElse(null);
    }

    private void requireHolder(UUID certificationId, ConsoleAccount reviewer) {
        if (!cases.holder(certificationId).filter(reviewer.id()::equals).isPresent()) {
            throw new WebProblem(HttpStatus.CONFLICT, "CASE_NOT_HELD", "Take the case before deciding it");
        }
    }

    /** Locked before anything is written: two words at once would each hold what the other waits for. */
    private Certification lockedUnderReview(UUID certificationId) {
        Certification found = certifications.lock(certificationId).orElseThrow(WebProblem::notFound);
        if (found.state() != CertificationState.UNDER_REVIEW) {
            throw new WebProblem(HttpStatus.CONFLICT, "NOT_UNDER_REVIEW", "The certification is not under review");
        }
        return found;
    }

    private Verdict verdict(ResultSet row, int n) throws SQLException {
        UUID id = Columns.uuid(row, "id");
        return new Verdict(
                id,
                row.getString("reviewer"),
                OutcomeCode.valueOf(row.getString("outcome")),
                Columns.list(row, "reason_codes", OutcomeCode::valueOf),
                text(NOTE, id, row.getBytes("note_enc")),
                State.valueOf(row.getString("state")),
                Columns.instant(row, "given_at"),
                row.getString("second"),
                text(SECOND_NOTE, id, row.getBytes("second_note_enc")),
                Columns.instantOrNull(row, "second_at"));
    }

    private @Nullable String text(String column, UUID id, byte @Nullable [] encrypted) {
        return encrypted == null ? null : cipher.decryptText(column, id, encrypted);
    }
}
