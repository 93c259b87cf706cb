package org.proofoflife.batch.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofoflife.batch.lean.LeanBatch;
import org.proofoflife.batch.lean.People;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** A crash of the server empties unlogged tables: whenever it comes, a restart applies the whole file. */
class LostStageTest {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String ROSTER_HEADER =
            "ref,number,name,phone,scheme,region,birth_date,benefit_status,life_status,benefit,retired_on,died_on,benefit_ends\n";

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static ConfigurableApplicationContext context;
    private static JdbcTemplate jdbc;

    @BeforeAll
    static void start() {
        context = LeanBatch.start(LeanBatch.database(), shared, Map.of("imports.rows-per-slab", "7"));
        jdbc = context.getBean(JdbcTemplate.class);
        jdbc.execute("create function crash() returns trigger language plpgsql as"
                + " $$ begin raise exception 'the server is gone'; end $$");
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @BeforeEach
    void nothing() {
        jdbc.execute("truncate import_run, import_reject, pensioner, certificate, life_evidence cascade");
        jdbc.execute("drop table if exists payment_record_202610");
    }

    @Test
    void inApply() throws Exception {
        JobExecution failed = crashOn("pensioner", () -> roster(0));
        loseStage();

        assertThat(restart(failed)).isEqualTo("APPLIED");

        assertThat(people()).isEqualTo(20);
    }

    @Test
    void inCheckWhoseRejectsAreCountedOnce() throws Exception {
        JobExecution failed = crashOn("import_reject", () -> roster(1));
        loseStage();

        assertThat(restart(failed)).isEqualTo("APPLIED");

        assertThat(people()).isEqualTo(200);
        assertThat(run()).containsEntry("rows_accepted", 200L).containsEntry("rows_rejected", 1L);
    }

    @Test
    void inApplyOfEvidenceAfterRowsWereRejected() throws Exception {
        roster(0);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            text.append("E%-19d%-20s住院    120260901%s\n".formatted(i, People.number(i), "20260902"));
        }
        text.append("E%-19d%-20s住院    120260901%s\n".formatted(20, People.number(5_000_000), "20260902"));
        text.append("TRAILER%012d\n".formatted(21));
        JobExecution failed = crashOn("life_evidence", () -> give("EVIDENCE_20261001.txt", text.toString(), GB18030));
        loseStage();

        assertThat(restart(failed)).isEqualTo("APPLIED");

        assertThat(jdbc.queryForObject("select count(*) from life_evidence", Long.class))
                .isEqualTo(20);
        assertThat(run()).containsEntry("rows_accepted", 20L).containsEntry("rows_rejected", 1L);
    }

    @Test
    void whatIsStillStagedIsAppliedWithoutTheFile() throws Exception {
        JobExecution failed = crashOn("pensioner", () -> roster(0));
        Files.delete(folder.resolve("ROSTER_20261001.csv"));

        assertThat(restart(failed)).isEqualTo("APPLIED");

        assertThat(people()).isEqualTo(20);
    }

    @Test
    void paymentsStayStaged() throws Exception {
        String payments = "payment_no,number,month,amount,paid_on,status\n1," + People.number(1)
                + ",202610,3000.00,20261015,1\n#END,1,3000.00,202610\n";
        jdbc.execute("create trigger crash before update on import_run for each row when (new.state = 'APPLIED')"
                + " execute function crash()");
        JobExecution failed = give("PAY_202610.csv", payments, UTF_8);
        jdbc.execute("drop trigger crash on import_run");
        Files.delete(folder.resolve("PAY_202610.csv"));

        assertThat(restart(failed)).isEqualTo("APPLIED");

        assertThat(jdbc.queryForList("select amount_fen from payment_record", Long.class))
                .containsExactly(300_000L);
    }

    @Test
    void betweenCheckAndApplyNothingIsAppliedUntilTheRestart() throws Exception {
        jdbc.execute("""
                create function lose() returns trigger language plpgsql as $$ begin
                    execute 'delete from import_stage_' || new.id;
                    return new;
                end $$""");
        // Of the updates of a run, only the end of the check leaves the position as it is.
        jdbc.execute("create trigger lose before update on import_run for each row"
                + " when (old.bytes_read > 0 and new.bytes_read = old.bytes_read and new.state = 'RUNNING')"
                + " execute function lose()");
        JobExecution failed = roster(0);
        jdbc.execute("drop trigger lose on import_run");
        assertThat(failed.getStatus().name()).isEqualTo("FAILED");
        assertThat(people()).isZero();

        assertThat(restart(failed)).isEqualTo("APPLIED");

        assertThat(people()).isEqualTo(20);
    }

    @Test
    void whoIsKilledOnceItIsAppliedOnlyEnds() throws Exception {
        JobExecution applied = roster(0);
        jdbc.update("update batch_step_execution set status = 'FAILED' where step_name = 'apply'");
        jdbc.update("update batch_job_execution set status = 'FAILED' where job_execution_id = ?", applied.getId());

        assertThat(restart(applied)).isEqualTo("APPLIED");

        assertThat(people()).isEqualTo(20);
    }

    private interface Import {
        JobExecution go() throws Exception;
    }

    private JobExecution crashOn(String table, Import work) throws Exception {
        jdbc.execute("create trigger crash before insert on " + table + " for each row execute function crash()");
        JobExecution job = work.go();
        jdbc.execute("drop trigger crash on " + table);
        assertThat(job.getStatus().name()).isEqualTo("FAILED");
        return job;
    }

    /** What crash recovery does. */
    private static void loseStage() {
        List<String> unlogged = jdbc.queryForList(
                "select relname from pg_class where relname like 'import_stage_%' and relpersistence = 'u' and relkind = 'r'",
                String.class);
        assertThat(unlogged).hasSize(1);
        jdbc.execute("truncate " + unlogged.get(0));
    }

    /** @param twice people who stand in it a second time; ten times as many people then, to stay below the limit */
    private JobExecution roster(int twice) throws Exception {
        StringBuilder text = new StringBuilder(ROSTER_HEADER);
        int people = twice == 0 ? 20 : 200;
        for (int i = 0; i < people + twice; i++) {
            text.append("R%d,%s,张三,,110,440100,19500101,1,1,3000.00,20100615,,\n"
                    .formatted(i % people, People.number(i % people)));
        }
        Files.writeString(folder.resolve("ROSTER_20261001.csv.ctl"), "rows=" + (people + twice) + "\n");
        return give("ROSTER_20261001.csv", text.toString(), UTF_8);
    }

    private JobExecution give(String name, String text, Charset charset) throws Exception {
        Path file = Files.write(folder.resolve(name), text.getBytes(charset));
        ImportLauncher launcher = context.getBean(ImportLauncher.class);
        return launcher.importFile(file, launcher.sourceOf(name).orElseThrow(), null);
    }

    private static String restart(JobExecution job) throws Exception {
        return context.getBean(JobOperator.class).restart(job).getExitStatus().getExitCode();
    }

    private static long people() {
        Long people = jdbc.queryForObject("select count(*) from pensioner", Long.class);
        return people == null ? 0 : people;
    }

    private static Map<String, Object> run() {
        return jdbc.queryForMap("select rows_accepted, rows_rejected from import_run order by id desc limit 1");
    }
}
