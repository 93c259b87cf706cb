package org.proofoflife.storage.findings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.proofoflife.storage.Refusal;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** The proposals and what people propose themselves. */
public class Proposals {

    private static final String SELECT = """
            select o.*, p.ref, p.scheme, p.region, i.number as file_number from proposal o
            join pensioner p on p.id = o.pensioner_id left join instruction_file i on i.id = o.instruction_file_id
            """;

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    public Proposals(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Refusal UNKNOWN_PROPOSAL */
    public Proposal get(UUID id) {
        return query("where o.id = :id", Map.of("id", id)).stream().findFirst().orElseThrow(() -> unknown(id));
    }

    static Refusal unknown(UUID id) {
        return Refusal.notFound("UNKNOWN_PROPOSAL", "There is no proposal " + id);
    }

    /** Oldest first. */
    public List<Proposal> list(ProposalFilter filter, int offset, int limit) {
        Map<String, Object> parameters = filter.parameters();
        parameters.put("limit", limit);
        parameters.put("offset", offset);
        return query(
                ProposalFilter.CONDITION + " order by o.proposed_at, o.id limit :limit offset :offset", parameters);
    }

    public long count(ProposalFilter filter) {
        return jdbc.sql("select count(*) from proposal o join pensioner p on p.id = o.pensioner_id"
                        + ProposalFilter.CONDITION)
                .params(filter.parameters())
                .query(Long.class)
                .single();
    }

    /** What was proposed because of a finding, oldest first. */
    public List<Proposal> ofFinding(long findingId) {
        return query("where o.finding_id = :id order by o.proposed_at, o.id", Map.of("id", findingId));
    }

    /**
     * A proposal of a person, who then may not vote on it.
     *
     * @param person {@code user:ID}
     * @throws Refusal UNKNOWN_PENSIONER, ALREADY_PROPOSED, INVALID_AMOUNT
     */
    @Transactional
    public UUID propose(ProposalKind kind, String ref, YearMonth month, long amountFen, String person) {
        if (kind.carriesAmount() && amountFen <= 0) {
            throw Refusal.invalid("INVALID_AMOUNT", "To recover or to pay takes an amount above zero");
        }
        UUID id = UUID.randomUUID();
        if (standing(kind, ref, month)) {
            throw alreadyProposed();
        }
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
                throw Refusal.notFound("UNKNOWN_PENSIONER", "There is no such person on the roster");
            }
        } catch (DuplicateKeyException e) {
            throw alreadyProposed();
        }
        audit.append(new AuditLog.Entry(person, "PROPOSE", "proposal", id.toString(), null, "PROPOSED", Map.of()));
        return id;
    }

    /** Also for a finding, which a person's own proposal does not name. */
    private boolean standing(ProposalKind kind, String ref, YearMonth month) {
        return jdbc.sql("""
                        select exists (select from proposal o join pensioner p on p.id = o.pensioner_id
                            where p.ref = :ref and o.kind = :kind and o.pay_month = :month
                              and o.state not in ('REJECTED', 'WITHDRAWN', 'FAILED'))""")
                .param("ref", ref)
                .param("kind", kind.name())
                .param("month", month.atDay(1))
                .query(Boolean.class)
                .single();
    }

    private static Refusal alreadyProposed() {
        return Refusal.conflict("ALREADY_PROPOSED", "The same is proposed for this person and month already");
    }

    private List<Proposal> query(String condition, Map<String, ?> parameters) {
        List<Proposal> found = jdbc.sql(SELECT + condition)
                .params(parameters)
                .query(Proposals::proposal)
                .list();
        Map<UUID, List<Proposal.Vote>> votes =
                votes(found.stream().map(Proposal::id).toArray(UUID[]::new));
        return found.stream()
                .map(proposal -> withVotes(proposal, votes.getOrDefault(proposal.id(), List.of())))
                .toList();
    }

    private Map<UUID, List<Proposal.Vote>> votes(UUID[] proposals) {
        record Of(UUID proposal, Proposal.Vote vote) {}
        return jdbc
                .sql("select proposal_id, person, verdict, note, at from approval where proposal_id = any(:ids)")
                .param("ids", proposals)
                .query((row, n) -> new Of(
                        Columns.uuid(row, "proposal_id"),
                        new Proposal.Vote(
                                row.getString("person"),
                                row.getString("verdict").equals("APPROVE"),
                                row.getString("note"),
                                Columns.instant(row, "at"))))
                .list()
                .stream()
                .sorted(Comparator.comparing(of -> of.vote().at()))
                .collect(Collectors.groupingBy(Of::proposal, Collectors.mapping(Of::vote, Collectors.toList())));
    }

    private static Proposal withVotes(Proposal it, List<Proposal.Vote> votes) {
        return new Proposal(
                it.id(),
                it.kind(),
                it.pensionerId(),
                it.ref(),
                it.scheme(),
                it.region(),
                it.findingId(),
                it.month(),
                it.amountFen(),
                it.state(),
                it.needs(),
                it.proposedBy(),
                it.proposedAt(),
                votes,
                it.instructionFile(),
                it.returnCode());
    }

    private static Proposal proposal(ResultSet row, int n) throws SQLException {
        return new Proposal(
                Columns.uuid(row, "id"),
                ProposalKind.valueOf(row.getString("kind")),
                Columns.uuid(row, "pensioner_id"),
                row.getString("ref"),
                row.getString("scheme"),
                row.getString("region"),
                row.getObject("finding_id", Long.class),
                YearMonth.from(row.getDate("pay_month").toLocalDate()).toString(),
                row.getLong("amount_fen"),
                ProposalState.valueOf(row.getString("state")),
                row.getInt("needs"),
                row.getString("proposed_by"),
                Columns.instant(row, "proposed_at"),
                List.of(),
                row.getObject("file_number", Long.class),
                row.getString("return_code"));
    }
}
