package org.proofoflife.storage.testing;

import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;
import org.proofoflife.storage.findings.FindingKind;
import org.proofoflife.storage.findings.ProposalKind;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Findings and proposals as the jobs leave them, for tests. */
public class Doubts {

    private final JdbcClient jdbc;

    public Doubts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public long found(FindingKind kind, YearMonth month, UUID person, long amountFen) {
        return jdbc.sql("""
                        with f as (insert into finding (pay_month, kind, subject, pensioner_id, bucket, amount_fen, state, opened_at, updated_at)
                            select :month, :kind, id::text, id, bucket, :amount, 'OPEN', now(), now() from pensioner where id = :person
                            returning id, amount_fen)
                        insert into finding_history (finding_id, at, actor, to_state, amount_fen, reason)
                        select id, now(), 'job:reconcileMonth', 'OPEN', amount_fen, 'FOUND' from f returning finding_id""")
                .param("month", month.atDay(1))
                .param("kind", kind.name())
                .param("amount", amountFen)
                .param("person", person)
                .query(Long.class)
                .single();
    }

    /** Evidence that the person's benefit may have ended, as imported. */
    public void ending(UUID person, String kind, Instant receivedAt) {
        jdbc.sql("""
                        insert into life_evidence (pensioner_id, bucket, kind, strength, observed_on, source_ref, received_at)
                        select id, bucket, :kind, 'ENDS', :at::date, gen_random_uuid()::text, :at from pensioner where id = :person""")
                .param("kind", kind)
                .param("at", Columns.time(receivedAt))
                .param("person", person)
                .update();
    }

    /** @param proposedBy {@code job:NAME} or {@code user:ID} */
    public UUID proposed(ProposalKind kind, long finding, String proposedBy) {
        return jdbc.sql("""
                        insert into proposal (id, kind, pensioner_id, finding_id, pay_month, amount_fen, state, proposed_by, proposed_at)
                        select gen_random_uuid(), :kind, pensioner_id, id, pay_month, amount_fen, 'PROPOSED', :by, now()
                        from finding where id = :finding returning id""")
                .param("kind", kind.name())
                .param("finding", finding)
                .param("by", proposedBy)
                .query(UUID.class)
                .single();
    }
}
