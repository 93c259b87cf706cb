package org.proofoflife.batch.monthend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofoflife.batch.testing.Api;
import org.proofoflife.batch.testing.BatchTest;
import org.proofoflife.storage.Refusal;
import org.proofoflife.storage.findings.Finding;
import org.proofoflife.storage.findings.FindingKind;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectStore.Bucket;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.Registration;
import org.proofoflife.storage.testing.People;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@BatchTest
class MonthEndTest {

    @LocalServerPort
    int port;

    @Autowired
    MonthEnd monthEnd;

    @Autowired
    Pensioners pensioners;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ObjectStore objects;

    @TempDir
    Path folder;

    private Registration uncertified;
    private Registration unpaid;

    @BeforeEach
    void twoPeople() throws IOException {
        objects.ensureBuckets(EnumSet.allOf(Bucket.class));
        jdbc.sql("truncate pensioner, finding, import_run, month_figures cascade")
                .update();
        uncertified = People.someone();
        unpaid = People.someone();
        pensioners.register(uncertified);
        UUID certified = pensioners.register(unpaid);
        jdbc.sql("""
                        insert into certificate (id, pensioner_id, source, certified_on, valid_from, valid_until, issued_at)
                        values (gen_random_uuid(), :id, 'COUNTER', '2025-06-10', '2025-07-01', '2026-06-30', '2025-06-10')""").param("id", certified).update();
    }

    @Test
    void goesFromFilesToFindingsProposalsAndReport() throws IOException {
        MonthEnd.Outcome outcome = monthEnd.run(YearMonth.of(2025, 9), List.of(payments("2025-09")), "user:admin");

        assertThat(outcome.findings())
                .extracting(Finding::kind, Finding::ref, Finding::amountFen)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(FindingKind.PAID_UNCERTIFIED, uncertified.ref(), 350_000L),
                        org.assertj.core.groups.Tuple.tuple(FindingKind.CERTIFIED_UNPAID, unpaid.ref(), 350_000L));
        assertThat(outcome.proposals()).isEqualTo(3);
        assertThat(outcome.reportKeys()).allMatch(key -> key.startsWith("months/2025-09/"));
        assertThat(outcome.figures().total().paidFen()).isEqualTo(350_000);
        assertThat(outcome.figures().total().certified()).isEqualTo(1);

        MonthEnd.Outcome again = monthEnd.run(YearMonth.of(2025, 9), List.of(), "user:admin");
        assertThat(again.findings()).isEqualTo(outcome.findings());
        assertThat(again.proposals()).isZero();
    }

    @Test
    void endsAMonthByTheApi() {
        Api.Answer ended = new Api(port, "admin").post("/months/2025-10/end", "");

        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.body().path("findings").findValuesAsString("kind")).containsExactly("CERTIFIED_UNPAID");
    }

    @Test
    void aFileNobodyKnowsIsRefused() {
        Path stray = folder.resolve("holiday.jpg");

        assertThatThrownBy(() -> monthEnd.run(YearMonth.of(2025, 11), List.of(stray), "user:admin"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("holiday.jpg");
    }

    @Test
    void aFileInTheInboxIsImportedOnce() throws IOException {
        Path file = payments("2025-12");
        objects.put(Bucket.INBOX, file.getFileName().toString(), file, "text/csv");
        Api operator = new Api(port, "operator");

        long first = started(operator, "1");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql("select count(*) from import_run where state = 'APPLIED'")
                                .query(Long.class)
                                .single()
                        == 1);
        long second = started(operator, "2");

        assertThat(List.of(first, second)).containsExactly(1L, 0L);
    }

    private long started(Api operator, String given) {
        long id = operator.post("/jobs/importInbox/runs", "{\"given\":\"" + UUID.randomUUID() + given + "\"}")
                .body()
                .path("id")
                .asLong();
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> operator.get("/runs/" + id).body(),
                        run -> run.path("status").asString().equals("COMPLETED"))
                .path("rows")
                .asLong();
    }

    private Path payments(String month) throws IOException {
        String compact = month.replace("-", "");
        return Files.writeString(
                folder.resolve("PAY_" + compact + ".csv"),
                "payment_no,number,month,amount,paid_on,status\n"
                        + "N" + compact + "," + uncertified.number() + "," + compact + ",3500.00," + month + "-10,1\n"
                        + "#END,1,3500.00," + compact + "\n");
    }
}
