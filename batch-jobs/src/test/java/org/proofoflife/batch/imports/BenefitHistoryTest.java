package org.proofoflife.batch.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofoflife.batch.lean.LeanBatch;
import org.proofoflife.batch.lean.People;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** What rosters say about the benefit: from which month on, and what is kept of the months before. */
class BenefitHistoryTest {

    @TempDir
    static Path folder;

    private static ConfigurableApplicationContext context;
    private static JdbcTemplate jdbc;
    private static YearMonth now;
    private int files;

    @BeforeAll
    static void start() throws Exception {
        Path layouts = Files.createDirectories(folder.resolve("layouts"));
        Files.writeString(layouts.resolve("since.yml"), """
                source: roster-since
                kind: ROSTER
                format: CSV
                charset: UTF-8
                delimiter: ","
                filePattern: 'SINCE_.*'
                maxRejectShare: 1
                fields:
                  - {name: ref, column: 1}
                  - {name: number, column: 2}
                  - {name: name, value: 张三}
                  - {name: scheme, value: ENTERPRISE}
                  - {name: region, value: "440100"}
                  - {name: benefitStatus, value: NORMAL}
                  - {name: lifeStatus, value: ALIVE}
                  - {name: benefit, column: 3}
                  - {name: benefitFrom, column: 4}
                """);
        context = LeanBatch.start(LeanBatch.database(), folder, Map.of("imports.layouts", layouts.toString()));
        jdbc = context.getBean(JdbcTemplate.class);
        now = YearMonth.now(context.getBean(Clock.class));
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @BeforeEach
    void nobody() {
        jdbc.execute("truncate import_run, pensioner cascade");
    }

    @Test
    void whoIsNewHasAlwaysHadTheAmountAndWhoseAmountStaysHasNoHistory() throws Exception {
        roster("3000,2026-01");
        roster("3000,");
        roster(",");

        assertThat(history()).isEmpty();
        assertThat(present()).isEqualTo(300_000);
    }

    @Test
    void aFileThatNamesNoMonthCountsFromThatOfItsImportAndMayBeCorrectedWithinIt() throws Exception {
        roster("3000,");
        roster("3300,");
        roster("3300,");
        assertThat(history()).containsExactly("1900-01 300000", now + " 330000");

        roster("3200,");

        assertThat(history()).containsExactly("1900-01 300000", now + " 320000");
        assertThat(present()).isEqualTo(320_000);
    }

    @Test
    void filesMayComeInAnyOrderAndTheLatestMonthIsThePresent() throws Exception {
        YearMonth rise = now.minusMonths(2);
        roster("3000,");
        roster("3300," + rise);
        roster("3200," + rise.minusMonths(3));
        roster("3200," + rise.minusMonths(1));
        roster("3400," + now.plusMonths(1));
        roster("3300," + rise);

        assertThat(history())
                .containsExactly(
                        "1900-01 300000",
                        rise.minusMonths(3) + " 320000",
                        rise + " 330000",
                        now.plusMonths(1) + " 340000");
        assertThat(present()).isEqualTo(340_000);
    }

    @Test
    void aWrongAmountIsCorrectedForItsMonth() throws Exception {
        roster("3000,");
        roster("33000," + now.minusMonths(1));
        roster("3300," + now.minusMonths(1));

        assertThat(history()).containsExactly("1900-01 300000", now.minusMonths(1) + " 330000");
    }

    @Test
    void theSecondRowOfAPersonAndAMonthFarOffAreRejected() throws Exception {
        roster("3000,");
        roster("3300,2026-01", "3400,2026-02");
        assertThat(history()).containsExactly("1900-01 300000", "2026-01 330000");
        assertThat(rejects()).containsExactly("ref DUPLICATE_KEY");

        roster("3500," + now.plusYears(2));
        assertThat(rejects()).containsExactly("ref DUPLICATE_KEY", "benefitFrom DATE_IN_FUTURE");
    }

    @Test
    void theHistoryFollowsACorrectedNumber() throws Exception {
        roster("3000,");
        roster("3300,");
        give("P1," + People.number(60) + ",3300,\n");

        assertThat(jdbc.queryForList(
                        "select distinct v.bucket = p.bucket from pensioner_benefit v, pensioner p", Boolean.class))
                .containsExactly(true);
    }

    private void roster(String... rows) throws Exception {
        StringBuilder text = new StringBuilder();
        for (String row : rows) {
            text.append("P1,").append(People.number(1)).append(',').append(row).append('\n');
        }
        give(text.toString());
    }

    private void give(String text) throws Exception {
        // A blank line is none, and makes other bytes of the same rows.
        Path file = Files.writeString(folder.resolve("SINCE_" + ++files), text + "\n".repeat(files));
        assertThat(context.getBean(ImportLauncher.class)
                        .importFile(file, "roster-since", null)
                        .getExitStatus()
                        .getExitCode())
                .isEqualTo("APPLIED");
    }

    private static List<String> history() {
        return jdbc.queryForList(
                "select to_char(effective_from, 'YYYY-MM') || ' ' || benefit_fen from pensioner_benefit order by 1",
                String.class);
    }

    private static long present() {
        return jdbc.queryForObject("select benefit_fen from pensioner", Long.class);
    }

    private static List<String> rejects() {
        return jdbc.queryForList(
                "select field || ' ' || reason from import_reject order by import_run_id, line_no", String.class);
    }
}
