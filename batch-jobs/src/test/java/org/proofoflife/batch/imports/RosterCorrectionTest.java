package org.proofoflife.batch.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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

/** What a roster takes back of a death or an end of the benefit, and what it leaves known. */
class RosterCorrectionTest {

    private static final String HEADER =
            "ref,number,name,phone,scheme,region,birth_date,benefit_status,life_status,benefit,retired_on,died_on,benefit_ends\n";

    @TempDir
    static Path folder;

    private static ConfigurableApplicationContext context;
    private static JdbcTemplate jdbc;
    private int files;

    @BeforeAll
    static void start() throws Exception {
        Path layouts = Files.createDirectories(folder.resolve("layouts"));
        Files.writeString(layouts.resolve("short.yml"), """
                source: short-roster
                kind: ROSTER
                format: CSV
                charset: UTF-8
                delimiter: ","
                filePattern: 'SHORT_.*'
                fields:
                  - {name: ref, column: 1}
                  - {name: number, column: 2}
                  - {name: name, column: 3}
                  - {name: scheme, column: 4}
                  - {name: region, column: 5}
                  - {name: benefitStatus, column: 6}
                  - {name: lifeStatus, column: 7}
                """);
        context = LeanBatch.start(LeanBatch.database(), folder, Map.of("imports.layouts", layouts.toString()));
        jdbc = context.getBean(JdbcTemplate.class);
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
    void whoIsAliveHasNotDiedAndABenefitThatIsPaidHasNotEnded() throws Exception {
        roster("3,3,3000.00,20100615,20250305,202504");
        assertThat(ends()).isEqualTo("2025-03-05 2025-04-01");

        roster("1,1,3000.00,20100615,,");

        assertThat(ends()).isEqualTo("- -");
    }

    @Test
    void anotherDateIsTakenAsItIsSaid() throws Exception {
        roster("3,3,3000.00,20100615,20250305,202504");
        roster("3,3,3000.00,20100615,20250405,202505");
        assertThat(ends()).isEqualTo("2025-04-05 2025-05-01");

        roster("1,1,3000.00,20100615,,209905");

        assertThat(ends()).isEqualTo("- 2099-05-01");
    }

    @Test
    void aFileThatIsSilentAboutSomebodyWhoIsNotAliveLeavesWhatIsKnown() throws Exception {
        roster("3,3,3000.00,20100615,20250305,202504");

        roster("2,2,3000.00,20100615,,");

        assertThat(ends()).isEqualTo("2025-03-05 2025-04-01");
    }

    @Test
    void whereThereAreNoColumnsOnlyTheStatusTakesBack() throws Exception {
        roster("3,3,3000.00,20100615,20250305,202504");
        give("SHORT_1", row("STOPPED,DEAD"));
        assertThat(ends()).isEqualTo("2025-03-05 2025-04-01");
        give("SHORT_2", row("NORMAL,ALIVE"));
        assertThat(ends()).isEqualTo("- -");

        roster("1,1,3000.00,20100615,,209905");
        give("SHORT_3", row("NORMAL,ALIVE") + "\n");
        assertThat(ends()).as("it is paid until then").isEqualTo("- 2099-05-01");
    }

    @Test
    void whatEarlierVersionsKeptIsTakenFromTheNextFile() throws Exception {
        roster("1,1,3000.00,20100615,,");
        jdbc.execute("update pensioner set died_on = '2025-03-05'");
        try (var in = getClass().getResourceAsStream("/db/migration/V58__deaths_taken_back.sql")) {
            jdbc.execute(new String(in.readAllBytes(), UTF_8));
        }

        roster("1,1,3000.00,20100615,,\n");

        assertThat(ends()).isEqualTo("- -");
    }

    private void roster(String rest) throws Exception {
        String name = "ROSTER_2026100" + ++files + ".csv";
        Files.writeString(folder.resolve(name + ".ctl"), "rows=1\n");
        give(name, HEADER + "R1," + People.number(1) + ",张三,,110,440100,19500101," + rest + "\n");
    }

    private static String row(String statuses) {
        return "R1," + People.number(1) + ",张三,ENTERPRISE,440100," + statuses + "\n";
    }

    private static void give(String name, String text) throws Exception {
        Path file = Files.writeString(folder.resolve(name), text);
        ImportLauncher launcher = context.getBean(ImportLauncher.class);
        assertThat(launcher.importFile(file, launcher.sourceOf(name).orElseThrow(), null)
                        .getExitStatus()
                        .getExitCode())
                .isEqualTo("APPLIED");
    }

    private static String ends() {
        return jdbc.queryForObject(
                "select coalesce(died_on::text, '-') || ' ' || coalesce(benefit_ends::text, '-') from pensioner",
                String.class);
    }
}
