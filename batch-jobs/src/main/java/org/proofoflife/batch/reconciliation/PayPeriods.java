package org.proofoflife.batch.reconciliation;

import static org.proofoflife.storage.jdbc.Columns.time;

import java.time.Clock;
import java.time.YearMonth;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where the reconciliation of a month stands. */
class PayPeriods {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final int peoplePerPartition;

    PayPeriods(JdbcClient jdbc, Clock clock, int peoplePerPartition) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.peoplePerPartition = peoplePerPartition;
    }

    void begin(YearMonth month) {
        jdbc.sql("select ensure_payment_month(:month)")
                .param("month", month.atDay(1))
                .query((row, n) -> "")
                .list();
        jdbc.sql("""
                        insert into pay_period as p (pay_month, state, opened_at)
                        values (:month, 'RECONCILING', :now)
                        on conflict (pay_month) do update set state = 'RECONCILING'
                        where p.state <> 'CLOSED'""")
                .param("month", month.atDay(1))
                .param("now", time(clock.instant()))
                .update();
    }

    void end(YearMonth month) {
        jdbc.sql("update pay_period set state = 'RECONCILED', reconciled_at = :now"
                        + " where pay_month = :month and state = 'RECONCILING'")
                .param("month", month.atDay(1))
                .param("now", time(clock.instant()))
                .update();
    }

    /** Ranges of buckets for the people there are; at least four. */
    int partitions() {
        return (int) Math.max(4, Math.min(256, people() / peoplePerPartition + 1));
    }

    /** As the planner's statistics count them. */
    long people() {
        return jdbc.sql("select greatest(reltuples, 0)::bigint from pg_class where oid = 'pensioner'::regclass")
                .query(Long.class)
                .single();
    }
}
