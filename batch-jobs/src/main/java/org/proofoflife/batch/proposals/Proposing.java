package org.proofoflife.batch.proposals;

import java.time.Clock;
import java.time.LocalDate;
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

    // Of whatever month: those before are seldom looked at again, and a proposal of theirs may wait while the person
    // certifies, or dies. A finding may be mended long before proposals are made of its month again.
    private static final String OVERTAKEN = """
            update proposal o set state = 'WITHDRAWN', decided_at = :now
            from finding f join pensioner p on p.id = f.pensioner_id
            where f.id = o.finding_id and o.state in ('PROPOSED', 'APPROVED') and (
                f.state = 'CLOSED' or (o.kind in ('RECOVER', 'PAY_ARREARS') and o.amount_fen <> f.amount_fen)
                or (o.kind in ('RESUME', 'PAY_ARREARS') and p.life_status = 'DEAD')
                or (o.kind in ('SUSPEND', 'HOME_VISIT') and f.kind in ('PAID_UNCERTIFIED', 'OVERDUE')
                    and f.detail ->> 'counterNeeded' is null
                    and exists (select from certificate c where c.pensioner_id = p.id and c.revoked_at is null
                                and c.valid_from <= o.pay_month + interval '1 month' and c.valid_until >= o.pay_month))
                or (o.kind = 'RECOVER' and f.kind = 'PAID_WHILE_SUSPENDED' and f.detail ->> 'ended' is null
                    and exists (select from certificate c where c.pensioner_id = p.id and c.revoked_at is null
                                and c.certified_on >= f.pay_month and c.valid_until >= :today)))""";

    // A halted person is resumed first; arrears follow from the resumption and stand in their own finding.
    private static final String PROPOSE = """
            with open as (
                select f.*, exists (select from benefit_suspension s where s.pensioner_id = f.pensioner_id
                                    and s.from_month <= :next and s.until_month is null) as halted
                from finding f
                where f.state <> 'CLOSED' and f.pensioner_id is not null
                  and (f.pay_month = :month or (f.kind = 'PAID_AFTER_DEATH' and f.pay_month < :month))),
            wanted (kind, month, amount_fen, finding_id, pensioner_id) as (
                select 'SUSPEND', :next::date, 0, id, pensioner_id from open
                where not halted and (kind = 'PAID_AFTER_DEATH' or (kind = 'PAID_UNCERTIFIED' and detail ->> 'resumes' is null)
                   or (kind = 'PAID_WHILE_SUSPENDED' and detail ->> 'ended' is not null))
                union all
                select 'SUSPEND', :month, 0, id, pensioner_id from open where kind = 'OVERDUE' and not halted
                union all
                select 'HOME_VISIT', :next, 0, id, pensioner_id from open
                where kind = 'CERTIFIED_AFTER_DEATH' or (kind in ('PAID_UNCERTIFIED', 'OVERDUE') and detail ->> 'resumes' is null)
                union all
                select 'REVOKE', :month, 0, id, pensioner_id from open where kind = 'CERTIFIED_AFTER_DEATH'
                union all
                select 'RECOVER', pay_month, amount_fen, id, pensioner_id from open
                where amount_fen > 0 and (kind in ('PAID_AFTER_DEATH', 'PAID_WHILE_SUSPENDED', 'DUPLICATE_PAYMENT')
                   or (kind = 'AMOUNT_MISMATCH' and (detail ->> 'paidFen')::bigint > (detail ->> 'benefitFen')::bigint))
                union all
                select 'RESUME', case when detail ->> 'thisMonth' is null then :next else :month end, 0, id, pensioner_id
                from open where kind = 'RESUMPTION_DUE'
                union all
                select 'PAY_ARREARS', :month, amount_fen, id, pensioner_id from open
                where amount_fen > 0 and (kind in ('CERTIFIED_UNPAID', 'ARREARS_DUE')
                   or (kind = 'AMOUNT_MISMATCH' and (detail ->> 'paidFen')::bigint < (detail ->> 'benefitFen')::bigint))
                union all
                select 'NOTIFY', :next, 0, id, pensioner_id from open where kind = 'DUE_SOON')
            insert into proposal (id, kind, pensioner_id, finding_id, pay_month, amount_fen, state, proposed_by, proposed_at)
            select gen_random_uuid(), w.kind, w.pensioner_id, w.finding_id, w.month, w.amount_fen, 'PROPOSED', :actor, :now
            from wanted w join pensioner p on p.id = w.pensioner_id
            where not (w.kind in ('RESUME', 'PAY_ARREARS') and p.life_status = 'DEAD')
              and (not :moneyAlone or w.kind in ('RECOVER', 'PAY_ARREARS'))
            -- What a person rejected is not proposed again for the same finding and amount, and what a person proposed
            -- themselves is not doubled.
              and not exists (select from proposal o where o.finding_id = w.finding_id and o.kind = w.kind
                              and o.state = 'REJECTED' and o.amount_fen = w.amount_fen)
              and not exists (select from proposal o where o.finding_id is null and o.kind = w.kind
                              and o.pensioner_id = w.pensioner_id and o.pay_month = w.month
                              and o.state not in ('REJECTED', 'WITHDRAWN', 'FAILED'))
            -- Nobody is resumed twice because a month ended meanwhile; but an instruction of a month that is over and was
            -- never answered resumed nobody.
              and not (w.kind = 'RESUME' and exists (
                  select from proposal o where o.pensioner_id = w.pensioner_id and o.kind = 'RESUME'
                      and (o.state in ('PROPOSED', 'APPROVED') or (o.state = 'EXPORTED' and o.pay_month >= :month))))
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
        return propose(month, false);
    }

    /** The same for a month gone by, of which amounts alone are proposed. */
    @Transactional
    public int proposeMoney(YearMonth month) {
        return propose(month, true);
    }

    private int propose(YearMonth month, boolean moneyAlone) {
        int withdrawn = withdrawOvertaken(ACTOR);
        int made = jdbc.sql(PROPOSE)
                .param("month", month.atDay(1))
                .param("next", month.plusMonths(1).atDay(1))
                .param("actor", ACTOR)
                .param("moneyAlone", moneyAlone)
                .param("now", Columns.time(clock.instant()))
                .update();
        if (made + withdrawn > 0) {
            audit.append(AuditLog.Entry.act(
                    ACTOR, "PROPOSE", "pay_period", month, Map.of("proposed", made, "withdrawn", withdrawn)));
        }
        return made + withdrawn;
    }

    /**
     * Of whatever month: what is mended, has another amount or was overtaken by a certificate or a death since.
     *
     * @return proposals withdrawn
     */
    @Transactional
    public int withdrawOvertaken(String actor) {
        int withdrawn = jdbc.sql(OVERTAKEN)
                .param("now", Columns.time(clock.instant()))
                .param("today", LocalDate.now(clock))
                .update();
        if (withdrawn > 0) {
            audit.append(
                    AuditLog.Entry.act(actor, "TAKE_BACK", "proposal", "overtaken", Map.of("withdrawn", withdrawn)));
        }
        return withdrawn;
    }
}
