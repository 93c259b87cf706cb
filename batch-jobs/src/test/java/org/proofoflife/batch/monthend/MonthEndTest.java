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
import org.proofoflife.storage.testing.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

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

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    SettableClock clock;

    @TempDir
    Path folder;

    private Registration uncertified;
    private Registration unpaid;

    @BeforeEach
    void twoPeople() throws IOException {
        objects.ensureBuckets(EnumSet.allOf(Bucket.class));
        jdbc.sql("truncate pensioner, finding, import_run, month_figures, pay_period cascade")
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
    void aMonthWhosePaymentsCameLateIsReconciledAgainByItself() throws IOException {
        YearMonth month = YearMonth.of(2025, 8);
        monthEnd.run(month, List.of(payments("2025-08")), "user:admin");
        jdbc.sql("update proposal set state = 'REJECTED' where kind = 'SUSPEND'")
                .update();
        Api operator = new Api(port, "operator");
        assertThat(started(operator, "reconcileLate")).isZero();

        put(Files.writeString(
                folder.resolve("PAY_202508_late.csv"),
                "payment_no,number,month,amount,paid_on,status\n"
                        + "L1," + unpaid.number() + ",202508,3400.00,2025-08-20,1\n"
                        + "N202508," + uncertified.number() + ",202508,0.00,2025-08-20,9\n"
                        + "#END,2,3400.00,202508\n"));
        started(operator, "importInbox");
        await().atMost(Duration.ofSeconds(30)).until(() -> applied() == 2);

        assertThat(started(operator, "reconcileLate"))
                .as("though no time has passed")
                .isEqualTo(1);
        assertThat(jdbc.sql("select kind || ' ' || amount_fen || ' ' || state from finding order by 1")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "AMOUNT_MISMATCH 10000 OPEN",
                        "CERTIFIED_UNPAID 350000 CLOSED",
                        "PAID_UNCERTIFIED 350000 CLOSED");
        assertThat(jdbc.sql("select kind || ' ' || amount_fen || ' ' || state from proposal order by 1")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "HOME_VISIT 0 WITHDRAWN",
                        "PAY_ARREARS 10000 PROPOSED",
                        "PAY_ARREARS 350000 WITHDRAWN",
                        "SUSPEND 0 REJECTED");
        assertThat(started(operator, "reconcileLate")).isZero();
    }

    @Test
    void monthsAreReconciledAgainByThemselvesWhenACertificateComesLateAndWhenItIsRevoked() throws IOException {
        YearMonth july = YearMonth.of(2025, 7);
        UUID person = idOf(uncertified);
        certificate(person, "2024-06-10");
        monthEnd.run(july, List.of(payments("2025-07")), "user:admin");
        monthEnd.run(july.plusMonths(1), List.of(), "user:admin");
        Api operator = new Api(port, "operator");
        assertThat(started(operator, "reconcileLate")).isZero();

        certificate(person, "2025-07-31");
        assertThat(started(operator, "reconcileLate"))
                .as("a month is decided on its eve: July stays as it was")
                .isEqualTo(1);
        assertThat(findingsOf(person))
                .containsExactly("2025-07 PAID_UNCERTIFIED OPEN", "2025-08 CERTIFIED_UNPAID OPEN");
        assertThat(proposalsOf(person)).contains("2025-08 PAY_ARREARS PROPOSED");

        certificate(person, "2025-06-30");
        assertThat(started(operator, "reconcileLate")).isEqualTo(2);
        assertThat(findingsOf(person))
                .containsExactly("2025-07 PAID_UNCERTIFIED CLOSED", "2025-08 CERTIFIED_UNPAID OPEN");
        assertThat(started(operator, "reconcileLate")).isZero();

        jdbc.sql("update certificate set revoked_at = now() where pensioner_id = :id and certified_on > '2025-01-01'")
                .param("id", person)
                .update();
        assertThat(started(operator, "reconcileLate")).isEqualTo(2);
        assertThat(findingsOf(person))
                .containsExactly("2025-07 PAID_UNCERTIFIED OPEN", "2025-08 CERTIFIED_UNPAID CLOSED");
        assertThat(reasons(person)).containsExactly("FOUND", "FOUND", "MENDED", "FOUND_AGAIN", "MENDED");
        assertThat(proposalsOf(person))
                .as("only money is proposed of a month gone by")
                .contains("2025-08 PAY_ARREARS WITHDRAWN", "2025-08 SUSPEND WITHDRAWN")
                .doesNotContain("2025-08 SUSPEND PROPOSED");

        jdbc.sql("update certificate set bucket = bucket where pensioner_id = :id")
                .param("id", person)
                .update();
        assertThat(started(operator, "reconcileLate"))
                .as("nothing that counts was changed")
                .isZero();
    }

    @Test
    void aMonthThatWasReconciledButNotProposedAndReportedIsStillDoneAgain() throws IOException {
        YearMonth month = YearMonth.of(2025, 5);
        monthEnd.run(month, List.of(payments("2025-05")), "user:admin");
        certificate(idOf(uncertified), "2025-04-01");
        clock.advance(Duration.ofSeconds(1));
        Api operator = new Api(port, "operator");
        reconciled(operator, month);

        assertThat(started(operator, "reconcileLate")).isEqualTo(1);
        assertThat(proposalsOf(idOf(uncertified))).contains("2025-06 SUSPEND WITHDRAWN");
        assertThat(started(operator, "reconcileLate")).isZero();
    }

    @Test
    void whatTheRunOfThePresentMonthHasSeenIsNoReasonForAnother() throws IOException {
        YearMonth present = YearMonth.now(clock);
        monthEnd.run(present, List.of(payments(present.toString())), "user:admin");
        Api operator = new Api(port, "operator");
        certificate(idOf(uncertified), present.minusMonths(1).atDay(3).toString());

        reconciled(operator, present);

        assertThat(findingsOf(idOf(uncertified))).contains(present + " PAID_UNCERTIFIED CLOSED");
        assertThat(started(operator, "reconcileLate")).isZero();
        assertThat(started(operator, "reconcileMonth", ",\"late\":\"true\",\"month\":\"" + present + "\""))
                .as("nobody is looked at for whom nothing waits")
                .isZero();
    }

    @Test
    void whatIsWrittenWhileAMonthIsReconciledIsNotLost() throws IOException {
        YearMonth month = YearMonth.of(2025, 4);
        monthEnd.run(month, List.of(payments("2025-04")), "user:admin");
        Api operator = new Api(port, "operator");

        transaction.executeWithoutResult(status -> {
            certificate(idOf(uncertified), "2025-03-03");
            reconciled(operator, month);
        });

        assertThat(findingsOf(idOf(uncertified))).containsExactly("2025-04 PAID_UNCERTIFIED OPEN");
        assertThat(started(operator, "reconcileLate")).isEqualTo(1);
        assertThat(findingsOf(idOf(uncertified))).contains("2025-04 PAID_UNCERTIFIED CLOSED");
    }

    @Test
    void aPaymentThatComesLateIsNoPartOfTheArrearsOfLaterMonths() throws IOException {
        UUID person = idOf(uncertified);
        certificate(person, "2024-03-10");
        certificate(person, "2025-05-10");
        jdbc.sql("""
                        insert into benefit_suspension (pensioner_id, bucket, from_month, until_month)
                        select id, bucket, '2025-04-01', '2025-06-01' from pensioner where id = :id""").param("id", person).update();
        monthEnd.run(YearMonth.of(2025, 4), List.of(), "user:admin");
        monthEnd.run(YearMonth.of(2025, 6), List.of(payments("2025-06")), "user:admin");
        assertThat(amountsOf(person)).containsExactly("2025-06 ARREARS_DUE 700000");

        put(payments("2025-04"));
        Api operator = new Api(port, "operator");
        started(operator, "importInbox");
        await().atMost(Duration.ofSeconds(30)).until(() -> applied() == 2);

        assertThat(started(operator, "reconcileLate")).isEqualTo(2);
        assertThat(amountsOf(person))
                .containsExactly("2025-04 PAID_WHILE_SUSPENDED 350000", "2025-06 ARREARS_DUE 350000");
        assertThat(started(operator, "reconcileLate")).isZero();
    }

    @Test
    void whatWaitsForAMonthGoesAlongWithAPersonWhoseNumberIsCorrected() throws IOException {
        monthEnd.run(YearMonth.of(2025, 3), List.of(), "user:admin");
        UUID person = idOf(uncertified);
        certificate(person, "2025-02-02");

        jdbc.sql("update pensioner set bucket = (bucket + 1) % 256 where id = :id")
                .param("id", person)
                .update();

        assertThat(jdbc.sql("""
                        select exists (select from late_fact l join pensioner p on p.bucket = l.bucket
                                       where p.id = :id and l.pay_month = '2025-03-01')""").param("id", person).query(Boolean.class).single())
                .isTrue();
    }

    private void reconciled(Api operator, YearMonth month) {
        started(operator, "reconcileMonth", ",\"month\":\"" + month + "\"");
    }

    private List<String> amountsOf(UUID person) {
        return jdbc.sql("""
                        select to_char(pay_month, 'YYYY-MM ') || kind || ' ' || amount_fen from finding
                        where pensioner_id = :id and state <> 'CLOSED' and kind <> 'DUE_SOON' order by 1""").param("id", person).query(String.class).list();
    }

    private UUID idOf(Registration person) {
        return jdbc.sql("select id from pensioner where ref = :ref")
                .param("ref", person.ref())
                .query(UUID.class)
                .single();
    }

    private void certificate(UUID person, String on) {
        jdbc.sql("""
                        insert into certificate (id, pensioner_id, source, certified_on, valid_from, valid_until, issued_at)
                        values (gen_random_uuid(), :id, 'COUNTER', :on::date, date_trunc('month', :on::date) + interval '1 month',
                            :on::date + 365, :on::date)""").param("id", person).param("on", on).update();
    }

    private List<String> findingsOf(UUID person) {
        return jdbc.sql("""
                        select to_char(pay_month, 'YYYY-MM ') || kind || ' ' || state from finding
                        where pensioner_id = :id order by 1""").param("id", person).query(String.class).list();
    }

    private List<String> proposalsOf(UUID person) {
        return jdbc.sql("""
                        select to_char(pay_month, 'YYYY-MM ') || kind || ' ' || state from proposal
                        where pensioner_id = :id order by 1""").param("id", person).query(String.class).list();
    }

    private List<String> reasons(UUID person) {
        return jdbc.sql("""
                        select h.reason from finding_history h join finding f on f.id = h.finding_id
                        where f.pensioner_id = :id order by h.id""").param("id", person).query(String.class).list();
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
        put(payments("2025-12"));
        Api operator = new Api(port, "operator");

        long first = started(operator, "importInbox");
        await().atMost(Duration.ofSeconds(30)).until(() -> applied() == 1);
        long second = started(operator, "importInbox");

        assertThat(List.of(first, second)).containsExactly(1L, 0L);
    }

    private void put(Path file) throws IOException {
        objects.put(Bucket.INBOX, file.getFileName().toString(), file, "text/csv");
    }

    private long applied() {
        return jdbc.sql("select count(*) from import_run where state = 'APPLIED'")
                .query(Long.class)
                .single();
    }

    private long started(Api operator, String job) {
        return started(operator, job, "");
    }

    private long started(Api operator, String job, String parameters) {
        long id = operator.post("/jobs/" + job + "/runs", "{\"given\":\"" + UUID.randomUUID() + "\"" + parameters + "}")
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
