package org.proofoflife.batch.backlog;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts what waits. Every question is answered from an index over what is open. */
@Component
class Backlog {

    private final JdbcClient jdbc;
    private final Clock clock;

    Backlog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param what clip, enrolment, message (for the broker), webhook, case (for a person) or failed-job (of seven days)
     * @param since when the oldest of them began to wait; null where nothing waits
     */
    record Waiting(String what, long count, @Nullable Instant since) {}

    List<Waiting> all() {
        Instant now = clock.instant();
        return jdbc.sql("""
                        select 'clip' as what, count(*) as n, min(submitted_at) as since from certification
                          where state in ('SUBMITTED', 'VERIFYING')
                        union all
                        select 'enrolment', count(*), min(created_at) from enrolment where state = 'PENDING'
                        union all
                        select 'message', count(*), min(available_at) from outbox
                          where published_at is null and available_at <= :now
                        union all
                        select 'webhook', count(*), min(created_at) from webhook_delivery
                          where delivered_at is null and given_up_at is null
                        union all
                        select 'case', count(*), min(decided_at) from certification where state = 'UNDER_REVIEW'
                        union all
                        select 'failed-job', count(*), min(e.end_time)::timestamptz from batch_job_execution e
                          where e.status = 'FAILED' and e.end_time > :week and not exists (
                            select from batch_job_execution later where later.job_instance_id = e.job_instance_id
                              and later.job_execution_id > e.job_execution_id)""")
                .param("now", Columns.time(now))
                .param("week", Columns.time(now.minusSeconds(7L * 86_400)))
                .query((row, n) ->
                        new Waiting(row.getString("what"), row.getLong("n"), Columns.instantOrNull(row, "since")))
                .list();
    }
}
