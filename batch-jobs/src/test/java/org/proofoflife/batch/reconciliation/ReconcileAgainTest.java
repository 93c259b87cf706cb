package org.proofoflife.batch.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofoflife.batch.imports.ImportLauncher;
import org.proofoflife.batch.lean.LeanBatch;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The life of findings over several runs of one month. */
class ReconcileAgainTest {

    private static final YearMonth MONTH = YearMonth.of(2026, 10);
    private static final String HEADER = "payment_no,number,month,amount,paid_on,status\n";

    @TempDir
    Path folder;

    @Test
    void anUnchangedMonthChangesNothingAndACorrectionClosesWhatItMends() throws Exception {
        try (ConfigurableApplicationContext context = LeanBatch.start(LeanBatch.database(), folder, Map.of())) {
            JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
            give(context, "ROSTER_20261101.csv", roster());
            give(context, "COUNTER_20261101.csv", """
                    record_no,number,source,certified_on
                    C1,440101195001010001,C,20260815
                    C2,440101195001010002,C,20260815
                    C3,440101195001010003,C,20260815
                    """);
            give(
                    context,
                    "PAY_202610.csv",
                    HEADER
                            + "1,440101195001010001,202610,3000.00,20261015,1\n"
                            + "2,440101195001010001,202610,3000.00,20261015,1\n"
                            + "3,440101195001010002,202610,2900.00,20261015,1\n"
                            + "4,440101195001019999,202610,1.00,20261015,1\n"
                            + "#END,4,8901.00,202610\n");

            reconcile(context);
            assertThat(open(jdbc))
                    .containsExactly(
                            "AMOUNT_MISMATCH 10000",
                            "CERTIFIED_UNPAID 300000",
                            "DUPLICATE_PAYMENT 300000",
                            "UNKNOWN_PAYEE 100");
            String first = everything(jdbc);
            reconcile(context);
            assertThat(everything(jdbc)).isEqualTo(first);

            jdbc.execute("update finding set state = 'CONFIRMED' where kind = 'AMOUNT_MISMATCH'");
            reconcile(context);
            assertThat(state(jdbc, "AMOUNT_MISMATCH")).isEqualTo("CONFIRMED");

            give(
                    context,
                    "PAY_202610_fix1.csv",
                    HEADER
                            + "2,440101195001010001,202610,3000.00,20261015,9\n"
                            + "3,440101195001010002,202610,3000.00,20261015,1\n"
                            + "5,440101195001010003,202610,3000.00,20261020,1\n"
                            + "#END,3,9000.00,202610\n");
            reconcile(context);
            assertThat(open(jdbc)).containsExactly("UNKNOWN_PAYEE 100");
            assertThat(history(jdbc, "AMOUNT_MISMATCH"))
                    .containsExactly("null OPEN 10000 FOUND", "CONFIRMED CLOSED 10000 MENDED");

            give(
                    context,
                    "PAY_202610_fix2.csv",
                    HEADER + "3,440101195001010002,202610,2950.00,20261015,1\n" + "#END,1,2950.00,202610\n");
            reconcile(context);
            assertThat(open(jdbc)).containsExactly("AMOUNT_MISMATCH 5000", "UNKNOWN_PAYEE 100");
            assertThat(history(jdbc, "AMOUNT_MISMATCH")).last().isEqualTo("CLOSED OPEN 5000 FOUND_AGAIN");
            assertThat(jdbc.queryForObject("select count(*) from finding where kind = 'AMOUNT_MISMATCH'", Long.class))
                    .isEqualTo(1);
        }
    }

    private static String roster() {
        StringBuilder text = new StringBuilder(
                "ref,number,name,phone,scheme,region,birth_date,benefit_status,life_status,benefit,retired_on,died_on,benefit_ends\n");
        for (int i = 1; i <= 3; i++) {
            text.append("r%d,44010119500101%04d,张三,,110,440100,19500101,1,1,3000.00,20100615,,\n".formatted(i, i));
        }
        return text.toString();
    }

    private void give(ConfigurableApplicationContext context, String name, String text) throws Exception {
        Path file = Files.writeString(folder.resolve(name), text);
        if (!name.startsWith("PAY")) {
            Files.writeString(folder.resolve(name + ".ctl"), "rows=3\n");
        }
        ImportLauncher launcher = context.getBean(ImportLauncher.class);
        assertThat(launcher.importFile(file, launcher.sourceOf(name).orElseThrow(), null)
                        .getExitStatus()
                        .getExitCode())
                .isEqualTo("APPLIED");
    }

    private static void reconcile(ConfigurableApplicationContext context) throws Exception {
        assertThat(context.getBean(ReconciliationLauncher.class)
                        .reconcile(MONTH)
                        .getStatus()
                        .isUnsuccessful())
                .isFalse();
    }

    private static List<String> open(JdbcTemplate jdbc) {
        return jdbc.queryForList(
                "select kind || ' ' || amount_fen from finding where state <> 'CLOSED' order by 1", String.class);
    }

    private static String state(JdbcTemplate jdbc, String kind) {
        return jdbc.queryForObject("select state from finding where kind = ?", String.class, kind);
    }

    private static List<String> history(JdbcTemplate jdbc, String kind) {
        return jdbc.queryForList(
                "select coalesce(h.from_state, 'null') || ' ' || h.to_state || ' ' || h.amount_fen || ' ' || h.reason"
                        + " from finding_history h join finding f on f.id = h.finding_id where f.kind = ? order by h.id",
                String.class,
                kind);
    }

    private static String everything(JdbcTemplate jdbc) {
        return jdbc.queryForObject(
                "select (select string_agg(f::text, '|' order by id) from finding f)"
                        + " || (select string_agg(h::text, '|' order by id) from finding_history h)",
                String.class);
    }
}
