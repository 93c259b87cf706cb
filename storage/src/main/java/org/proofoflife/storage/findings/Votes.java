package org.proofoflife.storage.findings;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.proofoflife.storage.FourEyes;
import org.proofoflife.storage.Refusal;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * Votes of people on proposals. One refusal rejects; enough different people approve, none of whom proposed it. The
 * database holds the same rules by triggers, whatever program writes.
 */
public class Votes {

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    public Votes(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    private record Ballot(
            ProposalKind kind,
            UUID pensionerId,
            LocalDate payMonth,
            ProposalState state,
            int needs,
            String proposedBy) {}

    /**
     * @param person {@code user:ID}
     * @return the state of the proposal after the vote
     * @throws Refusal UNKNOWN_PROPOSAL, NOT_OPEN, OWN_PROPOSAL, ALREADY_VOTED, NOTE_MISSING for a refusal
     */
    @Transactional
    public ProposalState vote(UUID proposal, String person, boolean approve, String note) {
        FourEyes.requireReason(approve, note);
        Ballot ballot = jdbc.sql(
                        "select kind, pensioner_id, pay_month, state, needs, proposed_by from proposal where id = :id for update")
                .param("id", proposal)
                .query(Ballot.class)
                .optional()
                .orElseThrow(() -> Proposals.unknown(proposal));
        if (ballot.state() != ProposalState.PROPOSED) {
            throw Refusal.conflict("NOT_OPEN", "The proposal is " + ballot.state());
        }
        FourEyes.requireAnother(ballot.proposedBy(), person);
        int counted = jdbc.sql("""
                        insert into approval (proposal_id, person, verdict, note, at)
                        values (:id, :person, :verdict, :note, :now) on conflict do nothing""")
                .param("id", proposal)
                .param("person", person)
                .param("verdict", approve ? "APPROVE" : "REJECT")
                .param("note", note)
                .param("now", Columns.time(clock.instant()))
                .update();
        if (counted == 0) {
            throw Refusal.conflict("ALREADY_VOTED", "Each person votes once");
        }
        ProposalState state = after(approve, approve && approved(proposal) >= ballot.needs());
        if (state == ProposalState.APPROVED && ballot.kind() == ProposalKind.REVOKE) {
            revoke(ballot, proposal, person);
            state = ProposalState.DONE;
        }
        jdbc.sql("update proposal set state = :state, decided_at = :now where id = :id and state <> :state")
                .param("id", proposal)
                .param("state", state.name())
                .param("now", Columns.time(clock.instant()))
                .update();
        audit.append(new AuditLog.Entry(
                person,
                approve ? "APPROVE" : "REJECT",
                "proposal",
                proposal.toString(),
                "PROPOSED",
                state.name(),
                Map.of("note", note)));
        return state;
    }

    private void revoke(Ballot ballot, UUID proposal, String person) {
        int revoked = jdbc.sql("""
                        update certificate set revoked_at = :now
                        where pensioner_id = :id and revoked_at is null and valid_until >= :month""")
                .param("now", Columns.time(clock.instant()))
                .param("id", ballot.pensionerId())
                .param("month", ballot.payMonth())
                .update();
        audit.append(AuditLog.Entry.act(
                person,
                "REVOKE",
                "pensioner",
                ballot.pensionerId(),
                Map.of("certificates", revoked, "proposal", proposal)));
    }

    /**
     * An approved reminder or visit was carried out.
     *
     * @throws Refusal NOT_APPROVED
     */
    @Transactional
    public void done(UUID proposal, String person) {
        int moved = jdbc.sql("""
                        update proposal set state = 'DONE' where id = :id and state = 'APPROVED'
                          and kind in ('NOTIFY', 'HOME_VISIT')""").param("id", proposal).update();
        if (moved == 0) {
            throw Refusal.conflict("NOT_APPROVED", "Only an approved reminder or home visit can be done");
        }
        audit.append(
                new AuditLog.Entry(person, "CARRY_OUT", "proposal", proposal.toString(), "APPROVED", "DONE", Map.of()));
    }

    private static ProposalState after(boolean approve, boolean enough) {
        if (!approve) {
            return ProposalState.REJECTED;
        }
        return enough ? ProposalState.APPROVED : ProposalState.PROPOSED;
    }

    private int approved(UUID proposal) {
        return jdbc.sql("select count(*) from approval where proposal_id = :id and verdict = 'APPROVE'")
                .param("id", proposal)
                .query(Integer.class)
                .single();
    }
}
