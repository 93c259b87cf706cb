package org.proofoflife.batch.imports;

import org.springframework.jdbc.core.JdbcTemplate;

/** The staging table of a run: one per file, dropped or attached when the run ends. */
class StageTables {

    private final JdbcTemplate jdbc;

    StageTables(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Payments are staged in what becomes their partition; the rest in an unlogged table that is merged from, and gone
     * before vacuuming it could pay.
     */
    void create(ImportRun run) {
        String table = run.stageTable();
        switch (run.kind()) {
            case PAYMENTS -> {
                jdbc.execute(
                        "create table " + table + " (like payment_record including defaults including constraints)");
                // Known bounds spare the scan when the table is attached.
                jdbc.execute("alter table " + table + " add constraint bounds check (pay_month = '" + run.month()
                        + "' and import_run_id = " + run.id() + ")");
            }
            case ROSTER -> jdbc.execute("create unlogged table " + table + """
                             (line_no bigint not null, id uuid not null, ref text not null, number_index bytea not null,
                              number_enc bytea not null, name_index bytea not null, name_enc bytea not null,
                              phone_enc bytea, scheme text not null, region text not null, birth_date date,
                              benefit_status text not null, life_status text not null, benefit_fen bigint,
                              retired_on date, bucket smallint not null, died_on date, benefit_ends date,
                              roster_digest bytea not null, benefit_from date) with (autovacuum_enabled = false)""");
            case LIFE_EVIDENCE -> jdbc.execute("create unlogged table " + table + """
                             (line_no bigint not null, record_no text not null, number_index bytea not null,
                              bucket smallint not null, kind text not null, strength text not null,
                              observed_on date not null, received_on date not null) with (autovacuum_enabled = false)""");
            case CERTIFICATIONS -> jdbc.execute("create unlogged table " + table + """
                             (line_no bigint not null, record_no text not null, number_index bytea not null,
                              bucket smallint not null, source text not null, certified_on date not null) with (autovacuum_enabled = false)""");
        }
    }

    boolean exists(ImportRun run) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject("select to_regclass(?) is not null", Boolean.class, run.stageTable()));
    }

    /** Whether rows that were staged are missing: a crash of the server empties unlogged tables. */
    boolean lost(ImportRun run) {
        Long rows = jdbc.queryForObject("select count(*) from " + run.stageTable(), Long.class);
        return rows == null || rows != run.rowsAccepted();
    }

    void empty(ImportRun run) {
        jdbc.execute("truncate " + run.stageTable());
    }

    void drop(ImportRun run) {
        jdbc.execute("drop table if exists " + run.stageTable());
    }
}
