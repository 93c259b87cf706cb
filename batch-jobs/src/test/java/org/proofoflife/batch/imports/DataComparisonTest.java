package org.proofoflife.batch.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofoflife.batch.lean.LeanBatch;
import org.proofoflife.batch.lean.People;
import org.proofoflife.batch.reconciliation.FindingsSql;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** STRONG evidence is a certificate, and stays one thing with it. */
class DataComparisonTest {

    private static final String CERTIFICATE = "P1 DATA_COMPARISON 2026-03-10 2026-04-01 2027-03-31 20260412";

    @TempDir
    static Path folder;

    private static ConfigurableApplicationContext context;
    private static JdbcTemplate jdbc;
    private static int files;

    @BeforeAll
    static void start() {
        context = LeanBatch.start(LeanBatch.database(), folder, Map.of());
        jdbc = context.getBean(JdbcTemplate.class);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @BeforeEach
    void twoPeople() throws Exception {
        jdbc.execute("truncate import_run, pensioner, certificate, life_evidence cascade");
        String name = "ROSTER_20260101.csv";
        StringBuilder text =
                new StringBuilder("ref,number,name,phone,scheme,region,birth_date,benefit_status,life_status,"
                        + "benefit,retired_on,died_on,benefit_ends\n");
        for (int i = 1; i <= 2; i++) {
            text.append("P%d,%s,张三,,110,440100,19500101,1,1,3000.00,20250115,,\n".formatted(i, People.number(i)));
        }
        Files.writeString(folder.resolve(name + ".ctl"), "rows=2\n");
        give(name, text.toString(), UTF_8);
    }

    @Test
    void strongEvidenceIsACertificateOnce() throws Exception {
        evidence("E1 1 1 20260310 20260412", "E2 1 2 20260311 20260412", "E3 2 3 20260311 20260412");
        assertThat(certificates()).containsExactly(CERTIFICATE);
        String row = certificateRow();

        evidence("E1 1 1 20260310 20260601", "E4 2 2 20260312 20260601");

        assertThat(certificateRow()).isEqualTo(row);
    }

    @Test
    void correctedEvidenceTakesItsCertificateAlong() throws Exception {
        evidence("E1 1 1 20260310 20260412");
        evidence("E1 2 1 20260520 20260601");
        assertThat(certificates()).containsExactly("P2 DATA_COMPARISON 2026-05-20 2026-06-01 2027-05-31 20260601");
        assertThat(jdbc.queryForObject(
                        "select c.bucket = p.bucket from certificate c join pensioner p on p.id = c.pensioner_id",
                        Boolean.class))
                .isTrue();

        evidence("E1 2 2 20260520 20260602");
        assertThat(certificates()).isEmpty();
        assertThat(jdbc.queryForObject("select count(*) from certificate where revoked_at is not null", Long.class))
                .isEqualTo(1);

        evidence("E1 1 1 20260310 20260412");
        assertThat(certificates()).containsExactly(CERTIFICATE);
    }

    @Test
    void theStandingIsThatOfTheEvidenceAlone() throws Exception {
        jdbc.queryForList("select ensure_payment_month('2026-05-01')");
        // Suspended until the evidence came: paid again from May, with the arrears.
        evidence("E1 1 1 20260310 20260412", "E2 2 1 20250610 20250611");
        assertThat(findings("2026-05-01")).anyMatch(finding -> finding.startsWith("ARREARS_DUE"));
        for (String month : List.of("2026-04-01", "2026-05-01", "2026-06-01", "2026-07-01")) {
            List<String> both = findings(month);
            jdbc.execute("update certificate set revoked_at = now()");
            assertThat(both).isEqualTo(findings(month)).isNotEmpty();
            jdbc.execute("update certificate set revoked_at = null");
        }
    }

    @Test
    void whatWasImportedBeforeIsMadeUpFor() throws Exception {
        evidence("E1 1 1 20260310 20260412", "E2 2 2 20260311 20260412");
        String row = certificateRow();
        jdbc.execute("delete from certificate");

        for (int i = 0; i < 2; i++) {
            try (var in = getClass().getResourceAsStream("/db/migration/V58_1__certificates_of_data_comparison.sql")) {
                jdbc.execute(new String(in.readAllBytes(), UTF_8));
            }
        }

        assertThat(certificateRow()).isEqualTo(row);
    }

    /** @param rows record, person, strength, observed, received */
    private static void evidence(String... rows) throws Exception {
        StringBuilder text = new StringBuilder();
        for (String row : rows) {
            String[] part = row.split(" ");
            text.append("%-20s%-20s住院    %s%s%s\n"
                    .formatted(part[0], People.number(Integer.parseInt(part[1])), part[2], part[3], part[4]));
        }
        // Blank lines make other bytes of the same rows.
        text.append("\n".repeat(++files)).append("TRAILER%012d\n".formatted(rows.length));
        give("EVIDENCE_20260101.txt", text.toString(), Charset.forName("GB18030"));
    }

    private static void give(String name, String text, Charset charset) throws Exception {
        Path file = Files.write(folder.resolve(name), text.getBytes(charset));
        ImportLauncher launcher = context.getBean(ImportLauncher.class);
        assertThat(launcher.importFile(file, launcher.sourceOf(name).orElseThrow(), null)
                        .getExitStatus()
                        .getExitCode())
                .isEqualTo("APPLIED");
    }

    /** Those that are good, with the day they were known. */
    private static List<String> certificates() {
        return jdbc.queryForList("""
                select p.ref || ' ' || c.source || ' ' || c.certified_on || ' ' || c.valid_from || ' ' || c.valid_until
                    || ' ' || to_char(c.issued_at + interval '12 hours', 'YYYYMMDD')
                from certificate c join pensioner p on p.id = c.pensioner_id where c.revoked_at is null""", String.class);
    }

    private static String certificateRow() {
        return jdbc.queryForObject("select c::text from certificate c", String.class);
    }

    private static List<String> findings(String month) {
        return context.getBean(JdbcClient.class)
                .sql(FindingsSql.text())
                .param("month", LocalDate.parse(month))
                .param("awaited", false)
                .param("zone", "Asia/Shanghai")
                .param("from", 0)
                .param("to", 255)
                .query((row, n) -> row.getString("kind")
                        + row.getString("subject")
                        + row.getLong("amount_fen")
                        + row.getString("detail"))
                .list();
    }
}
