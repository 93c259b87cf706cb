package org.proofoflife.batch.proposals;

import java.time.Clock;
import java.time.YearMonth;
import java.util.Map;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Turns the findings of a month into proposals, and takes back those whose finding is mended or has another amount and
 * on which nothing irrevocable was done. Done twice, it changes nothing.
 */
@Component
public class Proposing {

    private static final String ACTOR = "job:proposeMonth";

    private static final String WITHDRAW = """
            update proposal o set state = 'WITHDRAWN', decided_at = :now
            from finding f
            where f.id = o.finding_id and f.pay_month = :month and o.state in ('PROPOSED', 'APPROVED')
              and (f.state = 'CLOSED' or (o.kind in ('RECOVER', 'PAY_ARREARS') and o.amount_fen <> f.amount_fen))""";

    // A halted person is resumed first; arrears follow from the resumption and stand in their own finding.
    private static final String PROPOSE = """
            with open as (
                select f.*, exists (select from benefit_suspension s where s.pensioner_id = f.pensioner_id
                                    and s.from_month <= :next and s.until_month is null) as halted
                from finding f
                where f.pay_month = :month and f.state <> 'CLOSED' and f.pensioner_id is not null),
            wanted (kind, month, amount_fen, finding_id, pensioner_id) as (
                select 'SUSPEND', :next::date, 0, id, pensioner_id from open
                where kind in ('PAID_UNCERTIFIED', 'PAID_AFTER_DEATH') and not halted
                union all
                select 'HOME_VISIT', :next, 0, id, pensioner_id from open
                where kind in ('PAID_UNCERTIFIED', 'CERTIFIED_AFTER_DEATH')
                union all
                select 'RECOVER', :month::date, amount_fen, id, pensioner_id from open
                where amount_fen > 0 and (kind in ('PAID_AFTER_DEATH', 'PAID_WHILE_SUSPENDED', 'DUPLICATE_PAYMENT')
                   or (kind = 'AMOUNT_MISMATCH' and (detail ->> 'paidFen')::bigint > (detail ->> 'benefitFen')::bigint))
                union all
                select 'RESUME', :next, 0, id, pensioner_id from open
                where kind in ('CERTIFIED_UNPAID', 'ARREARS_DUE') and halted
                union all
                select 'PAY_ARREARS', :month, amount_fen, id, pensioner_id from open
                where amount_fen > 0 and ((kind = 'CERTIFIED_UNPAID' and not halted) or kind = 'ARREARS_DUE'
                   or (kind = 'AMOUNT_MISMATCH' and (detail ->> 'paidFen')::bigint < (detail ->> 'benefitFen')::bigint))
                union all
                select 'NOTIFY', :next, 0, id, pensioner_id from open where kind = 'DUE_SOON')
            insert into proposal (id, kind, pensioner_id, finding_id, pay_month, amount_fen, state, proposed_by, proposed_at)
            select gen_random_uuid(), w.kind, w.pensioner_id, w.finding_id, w.month, w.amount_fen, 'PROPOSED', :actor, :now
            from wanted w join pensioner p on p.id = w.pensioner_id
            -- What a person rejected is not proposed again for the same finding and amount.
            where not exists (select from proposal o where o.finding_id = w.finding_id and o.kind = w.kind
                              and o.state = 'REJECTED' and o.amount_fen = w.amount_fen)
            on conflict do nothing""";

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    Proposing(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** @return proposals made or withdrawn */
    @Transactional
    public int propose(YearMonth month) {
        int withdrawn = run(WITHDRAW, month);
        int made = run(PROPOSE, month);
        if (made + withdrawn > 0) {
            audit.append(AuditLog.Entry.act(
                    ACTOR, "PROPOSE", "pay_period", month, Map.of("proposed", made, "withdrawn", withdrawn)));
        }
        return made + withdrawn;
    }

    private int run(String sql, YearMonth month) {
        return jdbc.sql(sql)
                .param("month", month.atDay(1))
                .param("next", month.plusMonths(1).atDay(1))
                .param("actor", ACTOR)
                .param("now", Columns.time(clock.instant()))
                .update();
    }
}
