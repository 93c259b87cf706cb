package org.proofoflife.batch.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.proofoflife.batch.testing.Api;
import org.proofoflife.batch.testing.BatchTest;
import org.proofoflife.batch.testing.RecordedNotices;
import org.proofoflife.storage.crypto.PersonalDataCipher;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectStore.Bucket;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.Registration;
import org.proofoflife.storage.testing.People;
import org.proofoflife.storage.testing.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

@BatchTest
@ExtendWith(OutputCaptureExtension.class)
class DueNoticesTest {

    @LocalServerPort
    int port;

    @Autowired
    Pensioners pensioners;

    @Autowired
    RecordedNotices gateway;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PersonalDataCipher cipher;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    ObjectStore objects;

    @Autowired
    SettableClock clock;

    @BeforeEach
    void nobody() throws IOException {
        objects.ensureBuckets(EnumSet.allOf(Bucket.class));
        jdbc.sql("truncate pensioner, finding, import_run, month_figures cascade")
                .update();
        gateway.sent.clear();
        gateway.refusedPhone = "";
    }

    @AfterEach
    void today() {
        clock.set(Instant.now());
    }

    @Test
    void eachStepIsSentOnceToThePhoneAndRecorded(CapturedOutput log) throws IOException {
        LocalDate until = LocalDate.now(clock).plusDays(45);
        String ref = person("13800138000", until);
        String silent = person(null, until);

        run();
        run();

        assertThat(gateway.sent).containsExactly("13800138000 " + ref + " 60");
        assertThat(states(ref)).containsExactly("60 SENT 1");
        assertThat(states(silent)).containsExactly("60 NO_PHONE 1");
        assertThat(list()).contains(ref + "," + until + ",60,SENT,DUE", silent + "," + until + ",60,NO_PHONE,DUE");

        clock.advance(Duration.ofDays(20));
        run();
        clock.advance(Duration.ofDays(20));
        run();

        assertThat(gateway.sent)
                .containsExactly(
                        "13800138000 " + ref + " 60", "13800138000 " + ref + " 30", "13800138000 " + ref + " 7");
        assertThat(log.getAll()).doesNotContain("13800138000");
    }

    @Test
    void aGatewayThatRefusesOneIsAskedAgainAndTheOthersGoOut(CapturedOutput log) {
        LocalDate until = LocalDate.now(clock).plusDays(5);
        String refused = person("13911112222", until);
        String other = person("13800138001", until);
        gateway.refusedPhone = "13911112222";

        run();
        assertThat(gateway.sent).containsExactly("13800138001 " + other + " 7");
        assertThat(states(refused)).containsExactly("7 DUE 1");

        gateway.refusedPhone = "";
        run();
        assertThat(gateway.sent).containsExactly("13800138001 " + other + " 7", "13911112222 " + refused + " 7");
        assertThat(states(refused)).containsExactly("7 SENT 2");
        assertThat(log.getAll()).doesNotContain("13911112222");
    }

    @Test
    void whoCertifiesOrReachesTheNextStepIsNotSentTheOldOne() {
        gateway.refusedPhone = "13800138000";
        String certified = person("13800138000", LocalDate.now(clock).plusDays(50));
        String late = person("13800138000", LocalDate.now(clock).plusDays(31));
        run();
        certificate(certified, LocalDate.now(clock).plusDays(400));
        clock.advance(Duration.ofDays(2));
        gateway.refusedPhone = "";

        run();

        assertThat(gateway.sent).containsExactly("13800138000 " + late + " 30");
        assertThat(states(certified)).containsExactly("60 SUPERSEDED 1");
        assertThat(states(late)).containsExactly("30 SENT 1", "60 SUPERSEDED 1");
    }

    @Test
    void whoNeverCertifiedIsRemindedOfTheEndOfTheFirstPeriod() {
        LocalDate today = LocalDate.now(clock).plusMonths(1).withDayOfMonth(15);
        clock.set(today.atTime(12, 0).atZone(clock.getZone()).toInstant());
        // The period runs to the end of this month, or of the next.
        String first = retired("13800138000", today.minusMonths(12));
        String next = retired("13800138001", today.minusMonths(11));
        retired("13800138002", today.minusMonths(13));
        retired("13800138003", today.minusMonths(3));
        String certified = retired("13800138004", today.minusMonths(12));
        certificate(certified, today.plusDays(400));
        String halfYear = retired("13800138005", today.minusMonths(6));
        jdbc.sql("insert into scheme_rule values ('RESIDENT', '2020-01-01', 6, 0, 12, '{60,30,7}', 'test')")
                .update();
        jdbc.sql("update pensioner set scheme = 'RESIDENT' where ref = :ref")
                .param("ref", halfYear)
                .update();

        run();
        jdbc.sql("delete from scheme_rule where decided_by = 'test'").update();

        assertThat(jdbc.sql("select p.ref || ' ' || n.day from notice n" + " join pensioner p on p.id = n.pensioner_id")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(
                        first + " " + YearMonth.from(today).atEndOfMonth(),
                        next + " " + YearMonth.from(today).plusMonths(1).atEndOfMonth(),
                        halfYear + " " + YearMonth.from(today).atEndOfMonth());
        assertThat(gateway.sent).hasSize(3);
    }

    @Test
    void withoutASenderNoticesWaitForOne(CapturedOutput log) {
        String waiting = person("13800138000", LocalDate.now(clock).plusDays(5));
        String dies = person("13800138001", LocalDate.now(clock).plusDays(5));
        String renews = person("13800138002", LocalDate.now(clock).plusDays(5));
        new DueNotices(jdbc, objects, clock).record();
        NoticeRound nobodySends =
                new NoticeRound(jdbc, cipher, null, new NoticeProperties(null, 5), transactions, clock);

        LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
        logging.setLogLevel(NoticeRound.class.getName(), LogLevel.INFO);
        try {
            assertThat(nobodySends.send()).isZero();
            assertThat(nobodySends.send()).isZero();
        } finally {
            logging.setLogLevel(NoticeRound.class.getName(), null);
        }

        assertThat(states(waiting)).containsExactly("7 NO_SENDER 0");
        assertThat(log.getAll().lines().filter(line -> line.contains(waiting)))
                .hasSize(1)
                .noneMatch(line -> line.contains("13800138000"));

        jdbc.sql("update pensioner set life_status = 'DEAD' where ref = :ref")
                .param("ref", dies)
                .update();
        certificate(renews, LocalDate.now(clock).plusDays(400));
        run();

        assertThat(gateway.sent).containsExactly("13800138000 " + waiting + " 7");
        assertThat(states(waiting)).containsExactly("7 SENT 1");
        assertThat(states(dies)).containsExactly("7 SUPERSEDED 0");
        assertThat(states(renews)).containsExactly("7 SUPERSEDED 0");
    }

    @Test
    void whatWasDecidedIsToldOnceAndListedOnTheDayItIsTakenUp(CapturedOutput log) throws IOException {
        LocalDate day = LocalDate.now(clock);
        String certified = decided("13800138000", "CERTIFIED", day.plusYears(1));
        String suspended = decided("13800138001", "SUSPENDED", day.withDayOfMonth(1));
        String silent = decided(null, "REFUSED", day);

        run();
        run();

        assertThat(gateway.sent)
                .containsExactlyInAnyOrder(
                        "13800138000 " + certified + " CERTIFIED", "13800138001 " + suspended + " SUSPENDED");
        assertThat(states(silent)).containsExactly("REFUSED NO_PHONE 1");
        assertThat(list())
                .contains(
                        certified + "," + day.plusYears(1) + ",,SENT,CERTIFIED",
                        silent + "," + day + ",,NO_PHONE,REFUSED");
        assertThat(log.getAll()).doesNotContain("1380013800");

        clock.advance(Duration.ofDays(1));
        run();
        assertThat(gateway.sent).hasSize(2);
        assertThat(list()).doesNotContain(certified);
    }

    @Test
    void whatIsNoNewsAnyMoreIsNotTold() {
        gateway.refusedPhone = "13800138000";
        LocalDate month = LocalDate.now(clock).withDayOfMonth(1);
        String resumed = decided("13800138000", "SUSPENDED", month);
        String old = decided("13800138000", "REFUSED", month);
        String dies = decided("13800138000", "SUSPENDED", month);
        run();
        event(resumed, "RESUMED", month.plusMonths(1));
        jdbc.sql("update pensioner set life_status = 'DEAD' where ref = :ref")
                .param("ref", dies)
                .update();
        jdbc.sql("update notice set noticed_at = noticed_at - interval '31 days' where kind = 'REFUSED'")
                .update();
        gateway.refusedPhone = "";

        run();

        assertThat(gateway.sent).containsExactly("13800138000 " + resumed + " RESUMED");
        assertThat(states(resumed)).containsExactly("SUSPENDED SUPERSEDED 1", "RESUMED SENT 1");
        assertThat(states(old)).containsExactly("REFUSED SUPERSEDED 1");
        assertThat(states(dies)).containsExactly("SUSPENDED SUPERSEDED 1");
    }

    /** Somebody about whom something was decided. */
    private String decided(String phone, String kind, LocalDate day) {
        String ref = person(phone, LocalDate.now(clock).plusDays(400));
        event(ref, kind, day);
        return ref;
    }

    private void event(String ref, String kind, LocalDate day) {
        jdbc.sql("insert into notice (event_id, pensioner_id, kind, day) values (gen_random_uuid(), :id, :kind, :day)")
                .param("id", Pensioners.idOf(ref))
                .param("kind", kind)
                .param("day", day)
                .update();
    }

    private String retired(String phone, LocalDate on) {
        Registration someone = People.someone();
        pensioners.register(new Registration(
                someone.ref(),
                someone.number(),
                someone.name(),
                phone,
                someone.scheme(),
                someone.region(),
                someone.birthDate(),
                someone.benefitStatus(),
                someone.lifeStatus(),
                someone.benefitFen(),
                on));
        return someone.ref();
    }

    private String person(String phone, LocalDate until) {
        Registration someone = People.someone();
        pensioners.register(new Registration(
                someone.ref(),
                someone.number(),
                someone.name(),
                phone,
                someone.scheme(),
                someone.region(),
                someone.birthDate(),
                someone.benefitStatus(),
                someone.lifeStatus(),
                someone.benefitFen(),
                someone.retiredOn()));
        certificate(someone.ref(), until);
        return someone.ref();
    }

    private void certificate(String ref, LocalDate until) {
        jdbc.sql("""
                        insert into certificate (id, pensioner_id, source, certified_on, valid_from, valid_until, issued_at)
                        values (gen_random_uuid(), :id, 'COUNTER', :on, :on, :until, now())""")
                .param("id", Pensioners.idOf(ref))
                .param("on", until.minusYears(1))
                .param("until", until)
                .update();
    }

    private void run() {
        Api operator = new Api(port, "operator");
        long id = operator.post("/jobs/dueNotices/runs", "{\"given\":\"" + UUID.randomUUID() + "\"}")
                .body()
                .path("id")
                .asLong();
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> operator.get("/runs/" + id).body(),
                        run -> run.path("status").asString().equals("COMPLETED"));
    }

    private List<String> states(String ref) {
        return jdbc.sql("select coalesce(days_before::text, kind) || ' ' || state || ' ' || attempts from notice"
                        + " where pensioner_id = :id order by days_before, day")
                .param("id", Pensioners.idOf(ref))
                .query(String.class)
                .list();
    }

    private String list() throws IOException {
        try (var in = objects.get(Bucket.REPORTS, "notices/" + LocalDate.now(clock) + ".csv")) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
