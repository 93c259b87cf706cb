package org.proofoflife.batch.reconciliation;

import static org.proofoflife.storage.jdbc.Columns.time;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import org.proofoflife.batch.partition.BucketRange;
import org.proofoflife.storage.jdbc.AdvisoryLock;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Computes the findings of a month for a range of buckets and takes them over into what is on record: new ones are
 * opened, changed ones changed, those that no longer hold closed, each with a line of history. Late facts that waited for it
 * are taken away, and months after it that are reconciled already wait in turn if what they read of this one is another now. All
 * in the caller's transaction; done twice, the second time changes nothing.
 */
public class Reconciliation {

    private static final String ACTOR = "job:reconcileMonth";

    /** How many were touched that the arrears of months after it depend on. */
    private static final String READ_LATER = """
            select count(*) from done
            where kind in ('PAID_UNCERTIFIED', 'PAID_WHILE_SUSPENDED', 'CERTIFIED_UNPAID', 'ARREARS_DUE')""";

    private static final String CHANGE = """
            with old as (
                select f.id, f.state, c.amount_fen, c.detail, c.amount_fen <> f.amount_fen as other_amount
                from finding f join computed c on f.pay_month = :month::date and f.kind = c.kind and f.subject = c.subject
                where f.state = 'CLOSED' or f.amount_fen <> c.amount_fen or f.detail <> c.detail),
            done as (
                update finding f set amount_fen = old.amount_fen, detail = old.detail, updated_at = :now,
                    state = case when old.state = 'CONFIRMED' and not old.other_amount then 'CONFIRMED' else 'OPEN' end
                from old where f.id = old.id returning f.id, f.state, f.kind),
            noted as (
                insert into finding_history (finding_id, at, actor, from_state, to_state, amount_fen, reason)
                select old.id, :now, :actor, old.state, done.state, old.amount_fen,
                    case when old.state = 'CLOSED' then 'FOUND_AGAIN' else 'CHANGED' end
                from old join done on done.id = old.id where old.state = 'CLOSED' or old.other_amount)
            """ + READ_LATER;

    private static final String OPEN = """
            with done as (
                insert into finding (pay_month, kind, subject, pensioner_id, bucket, amount_fen, state, detail, opened_at, updated_at)
                select :month::date, c.kind, c.subject, c.pensioner_id, c.bucket, c.amount_fen, 'OPEN', c.detail, :now, :now
                from computed c
                where not exists (select from finding f
                    where f.pay_month = :month::date and f.kind = c.kind and f.subject = c.subject)
                returning id, kind, amount_fen),
            noted as (
                insert into finding_history (finding_id, at, actor, from_state, to_state, amount_fen, reason)
                select id, :now, :actor, null, 'OPEN', amount_fen, 'FOUND' from done)
            """ + READ_LATER;

    private static final String CLOSE = """
            with old as (
                select f.id, f.state, f.amount_fen from finding f
                where %s and f.bucket between :from and :to and f.state <> 'CLOSED'
                    and not exists (select from computed c where c.kind = f.kind and c.subject = f.subject)),
            done as (
                update finding f set state = 'CLOSED', updated_at = :now from old where f.id = old.id returning f.kind),
            noted as (
                insert into finding_history (finding_id, at, actor, from_state, to_state, amount_fen, reason)
                select id, :now, :actor, state, 'CLOSED', amount_fen, 'MENDED' from old)
            """ + READ_LATER;

    private static final String CLOSE_OF_MONTH = CLOSE.formatted("f.pay_month = :month::date");

    /** Whether somebody is still to be resumed, the present month says for all before it. */
    private static final String CLOSE_RESUMED =
            CLOSE.formatted("f.pay_month < :month::date and f.kind = 'RESUMPTION_DUE'");

    private static final String PASS_ON = """
            insert into late_fact (pay_month, bucket)
            select p.pay_month, bucket from pay_period p cross join generate_series(:from, :to) bucket
            where p.pay_month > :month::date and p.state in ('RECONCILING', 'RECONCILED')""";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String findings = FindingsSql.text();

    public Reconciliation(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param people whose month was looked at; @param findings that hold now */
    public record Done(long people, int findings) {}

    public Done reconcile(YearMonth month, BucketRange range) {
        LocalDate first = month.atDay(1);
        // A bucket given to two workers is done by one after the other.
        for (int bucket = range.from(); bucket <= range.to(); bucket++) {
            AdvisoryLock.take(jdbc, "reconcile:" + month + ":" + bucket);
        }
        // Before anything is read, so that nothing goes that was not seen.
        jdbc.sql("delete from late_fact where pay_month = :month and bucket between :from and :to")
                .param("month", first)
                .param("from", range.from())
                .param("to", range.to())
                .update();
        // The ranges differ in what they hold: a plan made once for all of them would guess. Compiling costs more
        // than it saves on a statement of this length.
        jdbc.sql("set local plan_cache_mode = force_custom_plan").update();
        jdbc.sql("set local jit = off").update();
        jdbc.sql("set local work_mem = '96MB'").update();
        int found = jdbc.sql("create temp table computed on commit drop as " + findings)
                .param("month", first)
                .param("awaited", paymentsAwaited(month))
                .param("zone", clock.getZone().getId())
                .param("from", range.from())
                .param("to", range.to())
                .update();
        jdbc.sql("analyze computed").update();
        Map<String, Object> parameters = Map.of(
                "month", first, "now", time(clock.instant()), "actor", ACTOR, "from", range.from(), "to", range.to());
        if (touched(CHANGE, parameters) + touched(OPEN, parameters) + touched(CLOSE_OF_MONTH, parameters) > 0) {
            jdbc.sql(PASS_ON).params(parameters).update();
        }
        if (!month.isBefore(YearMonth.now(clock))) {
            touched(CLOSE_RESUMED, parameters);
        }
        long people = jdbc.sql("select count(*) from pensioner where bucket between :from and :to")
                .params(parameters)
                .query(Long.class)
                .single();
        return new Done(people, found);
    }

    private int touched(String sql, Map<String, Object> parameters) {
        return jdbc.sql(sql).params(parameters).query(Integer.class).single();
    }

    /** The month is not over, and nothing was paid yet, or not by every source that paid the month before. */
    private boolean paymentsAwaited(YearMonth month) {
        return !month.isBefore(YearMonth.now(clock))
                && jdbc.sql("""
                        with source (layout, pay_month) as (
                            select layout, pay_month from import_run where kind = 'PAYMENTS' and state = 'APPLIED')
                        select not exists (select from source where pay_month = :month) or exists (
                            select layout from source where pay_month = :before
                            except select layout from source where pay_month = :month)""")
                        .param("month", month.atDay(1))
                        .param("before", month.minusMonths(1).atDay(1))
                        .query(Boolean.class)
                        .single();
    }
}
