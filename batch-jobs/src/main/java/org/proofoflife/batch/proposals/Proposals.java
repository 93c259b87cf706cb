package org.proofoflife.batch.proposals;

import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.batch.BatchRefusal;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The proposals and what people propose themselves. */
@Repository
public class Proposals {

    private static final String SELECT = """
            select o.*, p.ref from proposal o join pensioner p on p.id = o.pensioner_id
            """;

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    Proposals(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws BatchRefusal UNKNOWN_PROPOSAL */
    public Proposal get(UUID id) {
        return query(SELECT + "where o.id = :id", Map.of("id", id)).stream()
                .findFirst()
                .orElseThrow(() -> BatchRefusal.notFound("UNKNOWN_PROPOSAL", "There is no proposal " + id));
    }

    /** @param kind and state null = any; oldest first */
    public List<Proposal> list(
            @Nullable YearMonth month, @Nullable ProposalKind kind, @Nullable String state, int limit) {
        return query(
                SELECT + """
                where (:month = '' or o.pay_month = (nullif(:month, ''))::date) and (:kind = '' or o.kind = :kind)
                  and (:state = '' or o.state = :state) order by o.proposed_at, o.id limit :limit""",
                Map.of(
                        "month",
                        month == null ? "" : month.atDay(1).toString(),
                        "kind",
                        kind == null ? "" : kind.name(),
                        "state",
                        Optional.ofNullable(state).orElse(""),
                        "limit",
                        limit));
    }

    /**
     * A proposal of a person, who then may not vote on it.
     *
     * @throws BatchRefusal UNKNOWN_PENSIONER, ALREADY_PROPOSED
     */
    @Transactional
    public UUID propose(ProposalKind kind, String ref, YearMonth month, long amountFen, String person) {
        UUID id = UUID.randomUUID();
        try {
            int added = jdbc.sql("""
                            insert into proposal (id, kind, pensioner_id, pay_month, amount_fen, state, proposed_by, proposed_at)
                            select :id, :kind, p.id, :month, :amount, 'PROPOSED', :person, :now
                            from pensioner p where p.ref = :ref""")
                    .param("id", id)
                    .param("kind", kind.name())
                    .param("ref", ref)
                    .param("month", month.atDay(1))
                    .param("amount", amountFen)
                    .param("person", person)
                    .param("now", Columns.time(clock.instant()))
                    .update();
            if (added == 0) {
                throw BatchRefusal.notFound("UNKNOWN_PENSIONER", "There is no such person on the roster");
            }
        } catch (DuplicateKeyException e) {
            throw BatchRefusal.conflict("ALREADY_PROPOSED", "The same is proposed for this person and month already");
        }
        audit.append(new AuditLog.Entry(person, "PROPOSE", "proposal", id.toString(), null, "PROPOSED", Map.of()));
        return id;
    }

    private List<Proposal> query(String sql, Map<String, ?> parameters) {
        return jdbc.sql(sql)
                .params(parameters)
                .query((row, n) -> new Proposal(
                        Columns.uuid(row, "id"),
                        ProposalKind.valueOf(row.getString("kind")),
                        row.getString("ref"),
                        row.getObject("finding_id", Long.class),
                        YearMonth.from(row.getDate("pay_month").toLocalDate()).toString(),
                        row.getLong("amount_fen"),
                        row.getString("state"),
                        row.getInt("needs"),
                        row.getString("proposed_by"),
                        Columns.instant(row, "proposed_at"),
                        votes(Columns.uuid(row, "id")),
                        row.getString("return_code")))
                .list();
    }

    private List<Proposal.Vote> votes(UUID proposal) {
        return jdbc.sql("select person, verdict, note, at from approval where proposal_id = :id order by at")
                .param("id", proposal)
                .query((row, n) -> new Proposal.Vote(
                        row.getString("person"),
                        row.getString("verdict").equals("APPROVE"),
                        row.getString("note"),
                        Columns.instant(row, "at")))
                .list();
    }
}
