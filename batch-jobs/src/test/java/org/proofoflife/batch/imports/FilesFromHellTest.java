package org.proofoflife.batch.imports;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofoflife.batch.lean.LeanBatch;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Each kind of broken file ends in an outcome of its own, and leaves the product's tables as they were. */
class FilesFromHellTest {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String HEADER = "payment_no,number,month,amount,paid_on,status\n";
    private static final String ROSTER_HEADER =
            "ref,number,name,phone,scheme,region,birth_date,benefit_status,life_status,benefit,retired_on,died_on,benefit_ends\n";

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static ConfigurableApplicationContext context;
    private static JdbcTemplate jdbc;
    private static ImportLauncher launcher;
    private String before = "";

    @BeforeAll
    static void start() {
        context = LeanBatch.start(LeanBatch.database(), shared, Map.of("imports.rows-per-slab", "7"));
        jdbc = context.getBean(JdbcTemplate.class);
        launcher = context.getBean(ImportLauncher.class);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @BeforeEach
    void applySomething() throws Exception {
        clear();
        give(write("PAY_202610_before.csv", payments("202610", 20, "B"), UTF_8));
        before = facts();
    }

    @AfterEach
    void noStageIsLeft() {
        assertThat(jdbc.queryForList("select relname from pg_class where relname like 'import_stage_%'"))
                .isEmpty();
        clear();
    }

    private static void clear() {
        jdbc.execute(
                "truncate import_run, import_reject, payment_superseded, pensioner, certificate, life_evidence cascade");
        jdbc.execute("drop table if exists payment_record_202610, payment_record_202611");
    }

    /** Everything an import could have half applied. */
    private static String facts() {
        return jdbc.queryForObject("""
                select (select coalesce(string_agg(r::text, '|' order by payment_no), '') from payment_record r)
                    || (select count(*) from pensioner) || '/' || (select count(*) from certificate)
                    || '/' || (select count(*) from life_evidence) || '/' || (select count(*) from payment_superseded)""", String.class);
    }

    private static String payments(String month, int rows, String prefix) {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < rows; i++) {
            text.append("%s%05d,44010119500101%04d,%s,%d.50,%s15,1\n".formatted(prefix, i, i, month, 3000 + i, month));
        }
        long yuan = 3000L * rows + (long) rows * (rows - 1) / 2;
        return text.append("#END,%d,%d.%02d,%s\n".formatted(rows, yuan + rows / 2, rows % 2 * 50, month))
                .toString();
    }

    private Path write(String name, String text, Charset charset) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(charset));
    }

    private JobExecution give(Path file) throws Exception {
        return launcher.importFile(
                file, launcher.sourceOf(file.getFileName().toString()).orElseThrow(), null);
    }

    private void refused(JobExecution job, ImportOutcome outcome) {
        assertThat(job.getExitStatus().getExitCode()).isEqualTo(outcome.name());
        assertThat(facts()).isEqualTo(before);
        assertThat(jdbc.queryForMap("select state, refusal from import_run order by id desc limit 1"))
                .containsEntry("state", "REFUSED")
                .containsEntry("refusal", outcome.name());
    }

    private void applied(JobExecution job) {
        assertThat(job.getExitStatus().getExitCode())
                .as(() -> job.getAllFailureExceptions().toString())
                .isEqualTo("APPLIED");
    }

    @Test
    void aGoodFileIsApplied() throws Exception {
        applied(give(write("PAY_202611.csv", payments("202611", 100, "P"), UTF_8)));
        assertThat(jdbc.queryForObject(
                        "select count(*) || '/' || sum(amount_fen) from payment_record where pay_month = '2026-11-01'",
                        String.class))
                .isEqualTo("100/" + (100 * 300_050L + 100L * 99 / 2 * 100));
        assertThat(
                        jdbc.queryForMap(
                                "select state, rows_read, rows_accepted, rows_rejected from import_run order by id desc limit 1"))
                .containsEntry("state", "APPLIED")
                .containsEntry("rows_read", 100L)
                .containsEntry("rows_accepted", 100L)
                .containsEntry("rows_rejected", 0L);
    }

    @Test
    void gb18030DeclaredAsUtf8() throws Exception {
        refused(give(roster("ROSTER_20261101.csv", GB18030)), ImportOutcome.WRONG_ENCODING);
    }

    @Test
    void utf8DeclaredAsGb18030() throws Exception {
        String line = "R1                  440101195001011234  住院火化12026101520261016\n";
        refused(
                give(write("EVIDENCE_20261101.txt", line + "TRAILER000000000001\n", UTF_8)),
                ImportOutcome.WRONG_ENCODING);
    }

    @Test
    void utf16() throws Exception {
        refused(
                give(write("PAY_202611.csv", "\ufeff" + payments("202611", 9, "P"), UTF_16LE)),
                ImportOutcome.WRONG_ENCODING);
    }

    @Test
    void aByteOrderMarkOfTheDeclaredCharacterSetIsPassedOver() throws Exception {
        applied(give(write("PAY_202611.csv", "\ufeff" + payments("202611", 9, "P"), UTF_8)));
    }

    @Test
    void aForeignByteOrderMark() throws Exception {
        refused(
                give(write("EVIDENCE_20261101.txt", "\ufeffTRAILER000000000000\n", UTF_8)),
                ImportOutcome.WRONG_ENCODING);
    }

    @Test
    void tornInsideARow() throws Exception {
        String whole = payments("202611", 30, "P");
        refused(
                give(write("PAY_202611.csv", whole.substring(0, whole.length() - 60), UTF_8)),
                ImportOutcome.TORN_LAST_LINE);
    }

    @Test
    void tornInsideTheTrailer() throws Exception {
        String whole = payments("202611", 30, "P");
        for (int cut = 2; cut < 24; cut++) {
            JobExecution job =
                    give(write("PAY_202611_" + cut + ".csv", whole.substring(0, whole.length() - cut), UTF_8));
            assertThat(job.getExitStatus().getExitCode()).isEqualTo("TORN_LAST_LINE");
        }
        assertThat(facts()).isEqualTo(before);
    }

    @Test
    void onlyTheLastLineEndIsMissing() throws Exception {
        applied(give(write("PAY_202611.csv", payments("202611", 30, "P").stripTrailing(), UTF_8)));
    }

    @Test
    void noTrailer() throws Exception {
        String whole = payments("202611", 30, "P");
        refused(
                give(write("PAY_202611.csv", whole.substring(0, whole.indexOf("#END")), UTF_8)),
                ImportOutcome.TOTALS_MISSING);
    }

    @Test
    void theRowCountDisagrees() throws Exception {
        refused(
                give(write("PAY_202611.csv", payments("202611", 30, "P").replace("#END,30", "#END,31"), UTF_8)),
                ImportOutcome.TOTALS_DISAGREE);
    }

    @Test
    void theAmountTotalDisagreesByOneFen() throws Exception {
        String text = payments("202611", 30, "P").replace("90450.00", "90450.01");
        refused(give(write("PAY_202611.csv", text, UTF_8)), ImportOutcome.TOTALS_DISAGREE);
    }

    @Test
    void rowsAfterTheTrailer() throws Exception {
        String text = payments("202611", 30, "P");
        refused(give(write("PAY_202611.csv", text + text.split("\n")[1] + "\n", UTF_8)), ImportOutcome.TOTALS_DISAGREE);
    }

    @Test
    void anAmountNobodyCanRead() throws Exception {
        refused(
                give(write("PAY_202611.csv", payments("202611", 300, "P").replace("3007.50", "3oo7.50"), UTF_8)),
                ImportOutcome.TOTALS_DISAGREE);
    }

    @Test
    void aNegativeAmountIsRejectedAndTheRestApplied() throws Exception {
        String text = payments("202611", 200, "P")
                .replace("3007.50", "-3007.50")
                .replace("#END,200,620000.00", "#END,200,613985.00");
        applied(give(write("PAY_202611.csv", text, UTF_8)));
        assertThat(rejects()).containsExactly("9 amount NEGATIVE_AMOUNT");
        assertThat(Files.readString(folder.resolve("PAY_202611.csv.rejects.csv")))
                .isEqualTo("line,field,reason\n9,amount,NEGATIVE_AMOUNT\n");
    }

    @Test
    void aDuplicateKeyIsRejectedWhereItStandsSecond() throws Exception {
        String text = payments("202611", 200, "P").replace("P00150,", "P00003,");
        applied(give(write("PAY_202611.csv", text, UTF_8)));
        assertThat(rejects()).containsExactly("152 paymentNo DUPLICATE_KEY");
        assertThat(jdbc.queryForObject(
                        "select count(*) from payment_record where pay_month = '2026-11-01'", Long.class))
                .isEqualTo(199);
    }

    @Test
    void tooManyDuplicateKeys() throws Exception {
        String text = payments("202611", 30, "P").replaceAll("P000[0-9]{2}", "P00001");
        refused(give(write("PAY_202611.csv", text, UTF_8)), ImportOutcome.TOO_MANY_REJECTS);
        assertThat(rejects()).hasSize(29);
    }

    @Test
    void tooManyBadRows() throws Exception {
        String text = payments("202611", 30, "P").replaceAll(",20261115,", ",20261315,");
        refused(give(write("PAY_202611.csv", text, UTF_8)), ImportOutcome.TOO_MANY_REJECTS);
        assertThat(rejects()).hasSize(30).contains("2 paidOn NOT_A_DATE");
    }

    @Test
    void givenTwice() throws Exception {
        Path file = folder.resolve("PAY_202610_before.csv");
        refused(give(file), ImportOutcome.FILE_ALREADY_IMPORTED);
        // Under another name it is the same file.
        Path renamed = Files.copy(file, folder.resolve("PAY_202610_again.csv"));
        refused(give(renamed), ImportOutcome.FILE_ALREADY_IMPORTED);
    }

    @Test
    void twoMonthsSwapped() throws Exception {
        refused(give(write("PAY_202610.csv", payments("202611", 30, "P"), UTF_8)), ImportOutcome.MONTH_MISMATCH);
        refused(give(write("PAY_202611.csv", payments("202610", 30, "P"), UTF_8)), ImportOutcome.MONTH_MISMATCH);
        String trailerOnly = payments("202611", 30, "P").replace(",202611\n", ",202610\n");
        refused(give(write("PAY_202611.csv", trailerOnly, UTF_8)), ImportOutcome.MONTH_MISMATCH);
        String rowsOnly = payments("202611", 30, "P").replaceAll(",202611,", ",202610,");
        refused(give(write("PAY_202611.csv", rowsOnly, UTF_8)), ImportOutcome.MONTH_MISMATCH);
    }

    @Test
    void theNameSaysAnotherMonthThanTheOneAskedFor() throws Exception {
        Path file = write("PAY_202611.csv", payments("202611", 30, "P"), UTF_8);
        refused(launcher.importFile(file, "payment-system", YearMonth.of(2026, 10)), ImportOutcome.MONTH_MISMATCH);
    }

    @Test
    void anEmptyFileOneWithoutRowsAndNone() throws Exception {
        refused(give(write("PAY_202611.csv", "", UTF_8)), ImportOutcome.EMPTY_FILE);
        refused(give(write("PAY_202611.csv", payments("202611", 0, "P"), UTF_8)), ImportOutcome.EMPTY_FILE);
        refused(give(folder.resolve("PAY_202612.csv")), ImportOutcome.FILE_NOT_FOUND);
    }

    @Test
    void otherColumnNames() throws Exception {
        String text = payments("202611", 9, "P").replace("number,month", "month,number");
        refused(give(write("PAY_202611.csv", text, UTF_8)), ImportOutcome.HEADER_MISMATCH);
    }

    @Test
    void aCorrectionReplacesAndCancelsSinglePayments() throws Exception {
        String correction = HEADER
                + "B00003,440101195001010003,202610,99.00,20261016,1\n"
                + "B00004,440101195001010004,202610,3004.50,20261016,9\n"
                + "#END,2,3103.50,202610\n";
        applied(give(write("PAY_202610_fix.csv", correction, UTF_8)));
        assertThat(jdbc.queryForList(
                        "select amount_fen from payment_record where payment_no in ('B00003', 'B00004')", Long.class))
                .containsExactly(9_900L);
        assertThat(jdbc.queryForObject("select count(*) from payment_record", Long.class))
                .isEqualTo(19);
        assertThat(jdbc.queryForList("select payment_no from payment_superseded order by 1", String.class))
                .containsExactly("B00003", "B00004");
    }

    @Test
    void aRosterAppliedTwiceTouchesOnlyWhatChanged() throws Exception {
        applied(give(roster("ROSTER_20261101.csv", UTF_8)));
        assertThat(rejects()).containsExactly("3 number NUMBER_TAKEN");
        jdbc.execute("update pensioner set updated_at = '2000-01-01'");
        Path second = roster("ROSTER_20261102.csv", UTF_8);
        Files.writeString(second, Files.readString(second).replace("13800000002", "13900000002"));
        applied(give(second));
        assertThat(jdbc.queryForList("select ref from pensioner where updated_at > '2000-01-02'", String.class))
                .containsExactly("ref00002");
    }

    private Path roster(String name, Charset charset) throws IOException {
        StringBuilder text = new StringBuilder(ROSTER_HEADER);
        for (int i = 0; i < 200; i++) {
            text.append("ref%05d,44010119500101%04d,张三丰,138%08d,110,440100,19500101,1,1,3000.00,20100615,,\n"
                    .formatted(i, i == 1 ? 0 : i, i));
        }
        Files.writeString(folder.resolve(name + ".ctl"), "rows=200\n");
        return write(name, text.toString(), charset);
    }

    private static List<String> rejects() {
        return jdbc.queryForList(
                "select line_no || ' ' || field || ' ' || reason from import_reject"
                        + " where import_run_id = (select max(id) from import_run) order by line_no",
                String.class);
    }
}
