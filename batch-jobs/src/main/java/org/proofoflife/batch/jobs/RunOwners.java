package org.proofoflife.batch.jobs;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which process runs what, and which of them were heard of lately: a killed process leaves runs that look alive. */
@Component
class RunOwners {

    private final UUID me = UUID.randomUUID();
    private final JdbcClient jdbc;
    private final JobsProperties properties;
    private final Clock clock;

    RunOwners(JdbcClient jdbc, JobsProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
        beat();
    }

    final void beat() {
        jdbc.sql("""
                        insert into batch_process (id, seen_at) values (:me, :now)
                        on conflict (id) do update set seen_at = excluded.seen_at""")
                .param("me", me)
                .param("now", Columns.time(clock.instant()))
                .update();
    }

    void own(long run) {
        jdbc.sql("""
                        insert into batch_run_owner (run_id, process_id) values (:run, :me)
                        on conflict (run_id) do update set process_id = excluded.process_id""").param("run", run).param("me", me).update();
    }

    void disown(long run) {
        jdbc.sql("delete from batch_run_owner where run_id = :run")
                .param("run", run)
                .update();
    }

    /** A run that nobody owns was not started here and is taken for dead. */
    boolean ownerLives(long run) {
        return jdbc.sql("""
                        select exists (select from batch_run_owner join batch_process on id = process_id
                                       where run_id = :run and seen_at > :since)""")
                .param("run", run)
                .param("since", Columns.time(clock.instant().minus(properties.silence())))
                .query(Boolean.class)
                .single();
    }

    /** Takes the unfinished runs of silent processes; each is given to one caller only. */
    List<Long> takeOver() {
        return jdbc.sql("""
                        update batch_run_owner o set process_id = :me from batch_job_execution e
                        where e.job_execution_id = o.run_id and e.end_time is null and o.process_id <> :me
                          and not exists (select from batch_process p where p.id = o.process_id and p.seen_at > :since)
                        returning o.run_id""")
                .param("me", me)
                .param("since", Columns.time(clock.instant().minus(properties.silence())))
                .query(Long.class)
                .list();
    }
}
