package org.proofoflife.batch.reconciliation;

import static org.proofoflife.storage.jdbc.Columns.time;

import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import org.proofoflife.batch.partition.BucketRange;
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

    /**
     * Ranges of buckets for the people there are; at least four.
     *
     * @param late only those, and only the part of each, for which late facts wait
     */
    List<BucketRange> ranges(YearMonth month, boolean late) {
        List<BucketRange> all = BucketRange.split((int) Math.max(4, people() / peoplePerPartition + 1));
        if (!late) {
            return all;
        }
        List<Integer> waiting = jdbc.sql("select distinct bucket from late_fact where pay_month = :month")
                .param("month", month.atDay(1))
                .query(Integer.class)
                .list();
        return all.stream().flatMap(range -> range.around(waiting).stream()).toList();
    }

    /** How many people such ranges hold, about. */
    long people(List<BucketRange> ranges) {
        return people() * ranges.stream().mapToInt(BucketRange::size).sum() / BucketRange.BUCKETS;
    }

    /** As the planner's statistics count them. */
    private long people() {
        return jdbc.sql("select greatest(reltuples, 0)::bigint from pg_class where oid = 'pensioner'::regclass")
                .query(Long.class)
                .single();
    }
}
