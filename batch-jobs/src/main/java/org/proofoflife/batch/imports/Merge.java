package org.proofoflife.batch.imports;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes a checked staging table into the product's tables. All within the caller's transaction: a file applies whole. */
class Merge {

    /** People a range of buckets holds at most: what is joined at once stays in memory. */
    private static final long PEOPLE_PER_RANGE = 200_000;

    /**
     * A death or an end that was registered by mistake can be taken back: whom the file says to be alive has not died but
     * as it says, and a benefit that is paid has not ended. Otherwise what is known stays where the file is silent; so
     * does an end to come, where the file has no column for it.
     */
    private static final String ROSTER = """
            insert into pensioner as p (id, ref, number_index, number_enc, name_index, name_enc, phone_enc, scheme,
                region, birth_date, benefit_status, life_status, benefit_fen, retired_on, bucket, died_on, benefit_ends,
                roster_digest, created_at, updated_at)
            select id, ref, number_index, number_enc, name_index, name_enc, phone_enc, scheme, region, birth_date,
                benefit_status, life_status, benefit_fen, retired_on, bucket, died_on, benefit_ends, roster_digest,
                :now, :now
            from %s where bucket between :from and :to
            on conflict (id) do update set number_index = excluded.number_index, number_enc = excluded.number_enc,
                name_index = excluded.name_index, name_enc = excluded.name_enc, phone_enc = excluded.phone_enc,
                scheme = excluded.scheme, region = excluded.region, birth_date = excluded.birth_date,
                benefit_status = excluded.benefit_status, life_status = excluded.life_status,
                benefit_fen = coalesce(
                    (select v.benefit_fen from pensioner_benefit v where v.pensioner_id = p.id
                     order by v.effective_from desc, v.known_in desc limit 1),
                    excluded.benefit_fen, p.benefit_fen),
                retired_on = excluded.retired_on, bucket = excluded.bucket,
                died_on = case when excluded.life_status = 'ALIVE' then excluded.died_on
                    else coalesce(excluded.died_on, p.died_on) end,
                benefit_ends = case when excluded.benefit_status = 'NORMAL' and (:saysEnds or p.benefit_ends <= :today)
                    then excluded.benefit_ends else coalesce(excluded.benefit_ends, p.benefit_ends) end,
                roster_digest = excluded.roster_digest, updated_at = excluded.updated_at
            where p.roster_digest is distinct from excluded.roster_digest""";

    /**
     * Another amount than that of its month, or than the last where the file says no month: then from this month on.
     * Who had no amount yet has always had this one.
     */
    private static final String BENEFITS = """
            with changed as materialized (
                select p.id, p.bucket, p.benefit_fen as former_fen, s.benefit_fen,
                    greatest(coalesce(s.benefit_from, :month), date '1900-01-01') as effective_from
                from %s s join pensioner p on p.id = s.id
                where p.roster_digest is distinct from s.roster_digest and s.benefit_fen <> case
                    when s.benefit_from is null or p.benefit_fen is null then p.benefit_fen
                    else benefit_of(p.id, p.benefit_fen, s.benefit_from) end),
            former as (
                insert into pensioner_benefit (pensioner_id, bucket, effective_from, known_in, benefit_fen)
                select id, bucket, '1900-01-01', '1900-01-01', former_fen from changed on conflict do nothing)
            insert into pensioner_benefit (pensioner_id, bucket, effective_from, known_in, benefit_fen)
            select id, bucket, effective_from, :month, benefit_fen from changed
            on conflict (pensioner_id, effective_from, known_in) do update set benefit_fen = excluded.benefit_fen""";

    /**
     * STRONG evidence renews, so it is a certificate, known since the same day. What was known before writes neither;
     * corrected evidence takes its certificate along.
     */
    private static final String EVIDENCE = """
            with written as (
                insert into life_evidence as e (pensioner_id, bucket, kind, strength, observed_on, source_ref,
                    import_run_id, received_at)
                select p.id, p.bucket, s.kind, s.strength, s.observed_on, :source || ':' || s.record_no, :run,
                    s.received_on::timestamp at time zone :zone
                from %s s join pensioner p on p.number_index = s.number_index and p.bucket between :from and :to
                where s.bucket between :from and :to
                order by p.id
                on conflict (source_ref) do update set pensioner_id = excluded.pensioner_id, bucket = excluded.bucket,
                    kind = excluded.kind, strength = excluded.strength, observed_on = excluded.observed_on,
                    import_run_id = excluded.import_run_id, received_at = excluded.received_at
                where (e.pensioner_id, e.kind, e.strength, e.observed_on) is distinct from
                    (excluded.pensioner_id, excluded.kind, excluded.strength, excluded.observed_on)
                returning e.pensioner_id, e.strength, e.observed_on, 'DATA_COMPARISON:' || e.source_ref as source_ref,
                    e.received_at)
            insert into certificate (id, pensioner_id, source, certified_on, valid_from, valid_until, source_ref,
                issued_at, bucket)
            select overlay(md5(w.source_ref) placing lpad(to_hex(p.bucket::integer), 2, '0') from 1 for 2)::uuid, p.id,
                'DATA_COMPARISON', w.observed_on, (date_trunc('month', w.observed_on) + interval '1 month')::date,
                (date_trunc('month', w.observed_on) + make_interval(months => r.period_months + 1))::date - 1,
                w.source_ref, w.received_at, p.bucket
            from written w join pensioner p on p.id = w.pensioner_id and p.bucket between :from and :to
                join scheme_rule_span r on r.scheme = p.scheme
                    and w.observed_on >= r.from_month and w.observed_on < r.until_month
            where w.strength = 'STRONG'
            order by p.id
            on conflict (source_ref) do update set pensioner_id = excluded.pensioner_id,
                certified_on = excluded.certified_on, valid_from = excluded.valid_from,
                valid_until = excluded.valid_until, issued_at = excluded.issued_at, bucket = excluded.bucket,
                revoked_at = null""";

    /** Evidence that was corrected to be less than STRONG. */
    private static final String NO_CERTIFICATE = """
            update certificate c set revoked_at = :now from %s s
            where s.strength <> 'STRONG' and c.revoked_at is null
                and c.source_ref = 'DATA_COMPARISON:' || :source || ':' || s.record_no""";

    /** The bureau's own staff saw the person, so the bureau knew the same day, whenever the file arrives. */
    private static final String CERTIFICATES = """
            insert into certificate as c (id, pensioner_id, source, certified_on, valid_from, valid_until, source_ref,
                issued_at, bucket)
            select overlay(md5(:source || ':' || s.record_no)
                placing lpad(to_hex(p.bucket::integer), 2, '0') from 1 for 2)::uuid, p.id, s.source, s.certified_on,
                (date_trunc('month', s.certified_on) + interval '1 month')::date,
                (date_trunc('month', s.certified_on) + make_interval(months => r.period_months + 1))::date - 1,
                :source || ':' || s.record_no, s.certified_on::timestamp at time zone :zone, p.bucket
            from %s s join pensioner p on p.number_index = s.number_index and p.bucket between :from and :to
                join scheme_rule_span r on r.scheme = p.scheme
                    and s.certified_on >= r.from_month and s.certified_on < r.until_month
            where s.bucket between :from and :to
            order by p.id
            on conflict (source_ref) do update set pensioner_id = excluded.pensioner_id, source = excluded.source,
                certified_on = excluded.certified_on, valid_from = excluded.valid_from,
                valid_until = excluded.valid_until, issued_at = excluded.issued_at, bucket = excluded.bucket
            where (c.pensioner_id, c.source, c.certified_on) is distinct from
                (excluded.pensioner_id, excluded.source, excluded.certified_on)""";

    private final JdbcClient client;
    private final JdbcTemplate jdbc;
    private final Layouts layouts;
    private final LateDeaths deaths;
    private final Clock clock;

    Merge(JdbcClient client, JdbcTemplate jdbc, Layouts layouts, Clock clock) {
        this.client = client;
        this.jdbc = jdbc;
        this.layouts = layouts;
        this.deaths = new LateDeaths(client, clock);
        this.clock = clock;
    }

    void apply(ImportRun run) {
        jdbc.execute("set local work_mem = '128MB'");
        switch (run.kind()) {
            case PAYMENTS -> payments(run);
            case ROSTER -> {
                // As the database keeps it.
                Instant since = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                keepFormerSchemes(run);
                client.sql(BENEFITS.formatted(run.stageTable()))
                        .param("month", YearMonth.now(clock).atDay(1))
                        .update();
                jdbc.execute("analyze pensioner_benefit");
                byRange(run, "pensioner", ROSTER);
                deaths.byRoster(since);
            }
            case LIFE_EVIDENCE -> {
                byRange(run, "life_evidence", EVIDENCE);
                client.sql(NO_CERTIFICATE.formatted(run.stageTable()))
                        .param("now", Columns.time(clock.instant()))
                        .param("source", run.source())
                        .update();
                jdbc.execute("analyze certificate");
                deaths.byEvidence(run.id());
            }
            case CERTIFICATIONS -> byRange(run, "certificate", CERTIFICATES);
        }
    }

    /**
     * Range after range, so that the rows of a bucket come to lie together also where two files brought them. Ids that
     * begin with the bucket, and rows in the order of the people they refer to, keep what a range touches of the
     * indexes small: entries all over them would cost the more, the less of them fits into memory.
     */
    private void byRange(ImportRun run, String table, String sql) {
        jdbc.execute("create index on " + run.stageTable() + " (bucket)");
        jdbc.execute("analyze " + run.stageTable());
        int ranges = (int) Math.max(1, Math.min(64, run.rowsAccepted() / PEOPLE_PER_RANGE));
        for (int i = 0; i < ranges; i++) {
            client.sql(sql.formatted(run.stageTable()))
                    .param("now", Columns.time(clock.instant()))
                    .param("today", LocalDate.now(clock))
                    .param("saysEnds", layouts.of(run.source()).names("benefitEnds"))
                    .param("run", run.id())
                    .param("source", run.source())
                    .param("zone", clock.getZone().getId())
                    .param("from", 256 * i / ranges)
                    .param("to", 256 * (i + 1) / ranges - 1)
                    .update();
        }
        // Reconciliation follows at once; autovacuum would come too late to tell the planner.
        jdbc.execute("analyze " + table);
    }

    /** A change of scheme counts from this month; what was before stays known to the period engine. */
    private void keepFormerSchemes(ImportRun run) {
        String changed = " from " + run.stageTable() + " s join pensioner p on p.id = s.id and p.scheme <> s.scheme";
        jdbc.update("insert into pensioner_scheme select p.id, date '1900-01-01', p.scheme" + changed
                + " on conflict do nothing");
        jdbc.update(
                "insert into pensioner_scheme select p.id, ?::date, s.scheme" + changed
                        + " on conflict (pensioner_id, effective_from) do update set scheme = excluded.scheme",
                YearMonth.now(clock).atDay(1));
    }

    private void payments(ImportRun run) {
        String month = "payment_record_"
                + YearMonth.from(Objects.requireNonNull(run.month())).format(DateTimeFormatter.ofPattern("yyyyMM"));
        String stage = run.stageTable();
        client.sql("select ensure_payment_month(:month)")
                .param("month", run.month())
                .query((row, n) -> "")
                .list();
        if (hasEarlierFile(run)) {
            supersede(run);
        }
        jdbc.update("delete from " + stage + " where kind = 'CANCELLED'");
        jdbc.execute("analyze " + stage);
        // In all buckets: a payment under a corrected number lies in that number's.
        client.sql("""
                        insert into late_fact (pay_month, bucket)
                        select pay_month, bucket from month_open_to_late_facts cross join generate_series(0, 255) bucket
                        where pay_month >= :month""").param("month", run.month()).update();
        boolean byFile = Boolean.TRUE.equals(jdbc.queryForObject(
                "select relkind = 'p' from pg_class where oid = ?::regclass", Boolean.class, month));
        if (byFile) {
            jdbc.execute("alter table " + stage + " rename to " + month + "_" + run.id());
            jdbc.execute("alter table " + month + " attach partition " + month + "_" + run.id() + " for values in ("
                    + run.id() + ")");
        } else {
            jdbc.execute("insert into payment_record select * from " + stage);
        }
    }

    private boolean hasEarlierFile(ImportRun run) {
        return client.sql("select exists (select from import_run where kind = 'PAYMENTS' and layout = :layout"
                        + " and pay_month = :month and state = 'APPLIED')")
                .param("layout", run.source())
                .param("month", run.month())
                .query(Boolean.class)
                .single();
    }

    private void supersede(ImportRun run) {
        client.sql("""
                        with old as (
                            delete from payment_record r using %s s
                            where r.pay_month = :month and r.payment_no = s.payment_no and r.import_run_id in (
                                select id from import_run where kind = 'PAYMENTS' and layout = :layout
                                and pay_month = :month and state = 'APPLIED')
                            returning r.*)
                        insert into payment_superseded (pay_month, bucket, payee_index, amount_fen, kind,
                            import_run_id, line_no, payment_no, superseded_by, superseded_at)
                        select pay_month, bucket, payee_index, amount_fen, kind, import_run_id, line_no, payment_no,
                            :run, :now from old""".formatted(run.stageTable()))
                .param("month", run.month())
                .param("layout", run.source())
                .param("run", run.id())
                .param("now", Columns.time(clock.instant()))
                .update();
    }
}
