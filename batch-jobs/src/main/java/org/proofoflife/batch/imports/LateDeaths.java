package org.proofoflife.batch.imports;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Deaths are learnt of late. Reconciliation looks at its own month alone, so whoever a file says to have died is looked for
 * in the payments of the months between, and findings are closed of whom it says to be alive after all, or to have died later.
 */
class LateDeaths {

    /** Years of payments that are looked through. */
    private static final int YEARS = 3;

    private static final String DEAD_BY_ROSTER = """
            select p.id, p.bucket, p.number_index, p.benefit_fen, p.died_on
            from pensioner p where p.updated_at >= :since and p.died_on < :month""";

    private static final String DEAD_BY_EVIDENCE = """
            select p.id, p.bucket, p.number_index, p.benefit_fen, min(e.observed_on) as died_on
            from life_evidence e join pensioner p on p.id = e.pensioner_id
            where e.import_run_id = :run and e.strength = 'ENDS' and e.kind in ('CREMATION', 'DEATH_CERTIFICATE')
                and e.observed_on < :month and p.died_on is null
            group by p.id""";

    private static final String FIND = """
            with dead as (%s),
            number (id, bucket, number_index, good_until) as (
                select id, bucket, number_index, 'infinity' from dead
                union all
                select d.id, f.bucket, f.number_index, f.replaced_at + interval '1 year'
                from dead d join pensioner_former_number f on f.pensioner_id = d.id
                where not exists (select from pensioner other where other.number_index = f.number_index)),
            paid as (
                select r.pay_month, d.id, d.bucket, count(*) as payments, sum(r.amount_fen)::bigint as amount_fen,
                    min(benefit_of(d.id, d.benefit_fen, r.pay_month)) as benefit_fen
                from dead d join number n on n.id = d.id
                    join payment_record r on r.bucket = n.bucket and r.payee_index = n.number_index
                    and r.pay_month > date_trunc('month', d.died_on) and r.pay_month <= n.good_until
                where r.pay_month >= :earliest and r.pay_month < :month
                group by r.pay_month, d.id, d.bucket),
            fresh as (
                insert into finding (pay_month, kind, subject, pensioner_id, bucket, amount_fen, state, detail, opened_at,
                    updated_at)
                select pay_month, 'PAID_AFTER_DEATH', id::text, id, bucket, amount_fen, 'OPEN',
                    jsonb_build_object('payments', payments, 'benefitFen', benefit_fen), :now, :now
                from paid on conflict (pay_month, kind, subject) do update set state = 'OPEN', updated_at = :now,
                    amount_fen = excluded.amount_fen, detail = excluded.detail where finding.state = 'CLOSED'
                returning id, amount_fen)
            insert into finding_history (finding_id, at, actor, from_state, to_state, amount_fen, reason)
            select n.id, :now, 'job:import', f.state, 'OPEN', n.amount_fen,
                case when f.state is null then 'FOUND' else 'FOUND_AGAIN' end
            from fresh n left join finding f on f.id = n.id""";

    private static final String CLOSE = """
            with old as (
                select f.id, f.state, f.amount_fen
                from finding f join pensioner p on p.id = f.pensioner_id
                where f.kind = 'PAID_AFTER_DEATH' and f.state <> 'CLOSED' and f.pay_month < :month
                    and p.updated_at >= :since and (p.died_on >= f.pay_month
                        or (p.life_status = 'ALIVE' and p.died_on is null
                            and not exists (select from life_evidence e where e.pensioner_id = p.id and e.strength = 'ENDS'
                                and e.kind in ('CREMATION', 'DEATH_CERTIFICATE'))))),
            done as (update finding f set state = 'CLOSED', updated_at = :now from old where f.id = old.id)
            insert into finding_history (finding_id, at, actor, from_state, to_state, amount_fen, reason)
            select id, :now, 'job:import', state, 'CLOSED', amount_fen, 'MENDED' from old""";

    private final JdbcClient jdbc;
    private final Clock clock;

    LateDeaths(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param since before the first row of the file was applied */
    void byRoster(Instant since) {
        run(FIND.formatted(DEAD_BY_ROSTER), since, 0);
        run(CLOSE, since, 0);
    }

    void byEvidence(long importRun) {
        run(FIND.formatted(DEAD_BY_EVIDENCE), Instant.EPOCH, importRun);
    }

    private void run(String sql, Instant since, long importRun) {
        YearMonth month = YearMonth.now(clock);
        jdbc.sql(sql)
                .param("since", Columns.time(since))
                .param("run", importRun)
                .param("month", month.atDay(1))
                .param("earliest", month.minusYears(YEARS).atDay(1))
                .param("now", Columns.time(clock.instant()))
                .update();
    }
}
