package org.proofoflife.batch.proposals;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofoflife.batch.imports.ImportLauncher;
import org.proofoflife.batch.lean.LeanBatch;
import org.proofoflife.batch.lean.People;
import org.proofoflife.batch.reconciliation.ReconciliationLauncher;
import org.proofoflife.storage.audit.AuditLog;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From files to proposals over several months, for one person each: whose money moves, which way, and in which month. */
class MoneyCycleTest {

    private static final String ROSTER_HEAD =
            "ref,number,name,phone,scheme,region,birth_date,benefit_status,life_status,benefit,retired_on,died_on,benefit_ends\n";
    private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("yyyyMM");
    private static final YearMonth MAY = YearMonth.of(2025, 5);

    @TempDir
    Path folder;

    private ConfigurableApplicationContext context;
    private JdbcTemplate jdbc;
    private int files;

    @BeforeEach
    void start() {
        context = LeanBatch.start(LeanBatch.database(), folder, Map.of());
        jdbc = context.getBean(JdbcTemplate.class);
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void whoCertifiedInTheMonthAfterTheirPeriodIsNotSuspended() throws Exception {
        roster(person(1));
        certified("1,20240410", "1,20250520");
        paid(MAY, "1 3000 1");

        reconcileAndPropose(MAY);

        assertThat(findings(MAY)).containsExactly("PAID_UNCERTIFIED 300000");
        assertThat(proposals()).isEmpty();
    }

    @Test
    void whoStaysAwayIsSuspendedAndVisited() throws Exception {
        roster(person(1));
        certified("1,20240410");
        paid(MAY, "1 3000 1");

        reconcileAndPropose(MAY);
        assertThat(proposals()).containsExactly("HOME_VISIT 2025-06 0 PROPOSED", "SUSPEND 2025-06 0 PROPOSED");

        certified("1,20250602");
        proposing().withdrawOvertaken("user:admin");
        assertThat(proposals())
                .as("certified since, in a month whose findings nobody looks at again")
                .containsExactly("HOME_VISIT 2025-06 0 WITHDRAWN", "SUSPEND 2025-06 0 WITHDRAWN");
    }

    @Test
    void isResumedTheMonthAfterCertifyingAndPaidEveryMonthThatWasWithheld() throws Exception {
        roster(person(1), person(2));
        certified("1,20240110", "1,20250410", "2,20240910");
        suspended(1, "2025-02-01");
        paid(MAY.minusMonths(1), "2 3000 1");
        paid(MAY, "2 3000 1");

        reconcileAndPropose(MAY.minusMonths(1));
        assertThat(proposals()).containsExactly("RESUME 2025-05 0 PROPOSED");
        jdbc.execute("update benefit_suspension set until_month = '2025-05-01'");
        reconcileAndPropose(MAY);

        assertThat(findings(MAY)).containsExactly("ARREARS_DUE 900000", "CERTIFIED_UNPAID 300000");
        assertThat(proposals()).contains("PAY_ARREARS 2025-05 300000 PROPOSED", "PAY_ARREARS 2025-05 900000 PROPOSED");
    }

    @Test
    void whoCertifiedAfterTheLastRunOfAMonthIsResumedWithTheNextAllTheSame() throws Exception {
        YearMonth now = YearMonth.now(context.getBean(Clock.class));
        roster(person(1), person(2));
        certified("1," + day(now.minusMonths(15)), "2," + day(now.minusMonths(15)));
        suspended(1, now.minusMonths(2).atDay(1).toString());
        suspended(2, now.minusMonths(2).atDay(1).toString());
        reconcileAndPropose(now.minusMonths(1));
        certified("1," + now.minusMonths(1).atEndOfMonth().toString().replace("-", ""), "2," + day(now));

        reconcileAndPropose(now);

        assertThat(proposals())
                .filteredOn(it -> it.startsWith("RESUME"))
                .containsExactly("RESUME " + now + " 0 PROPOSED", "RESUME " + now.plusMonths(1) + " 0 PROPOSED");
    }

    @Test
    void whoIsStillToBeResumedWhenTheMonthEndsIsResumedOnce() throws Exception {
        YearMonth now = YearMonth.now(context.getBean(Clock.class));
        YearMonth before = now.minusMonths(1);
        roster(person(1));
        certified("1," + day(now.minusMonths(15)), "1," + day(before));
        suspended(1, now.minusMonths(2).atDay(1).toString());
        reconcileAndPropose(before);
        assertThat(proposals()).containsExactly("RESUME " + now + " 0 PROPOSED");

        reconcileAndPropose(now);
        assertThat(findings(before)).contains("RESUMPTION_DUE 0");
        assertThat(findings(now)).contains("RESUMPTION_DUE 0");
        assertThat(proposals()).filteredOn(it -> it.startsWith("RESUME")).hasSize(1);

        jdbc.execute("update benefit_suspension set until_month = '" + now.atDay(1) + "'");
        reconcileAndPropose(now);
        assertThat(findings(before)).doesNotContain("RESUMPTION_DUE 0");
        assertThat(findings(now)).doesNotContain("RESUMPTION_DUE 0");
        assertThat(proposals()).contains("RESUME " + now + " 0 WITHDRAWN");
    }

    @Test
    void whoseResumptionWasNeverAnsweredIsResumedAnewOnceItsMonthIsOver() throws Exception {
        YearMonth now = YearMonth.now(context.getBean(Clock.class));
        YearMonth sent = now.minusMonths(1);
        roster(person(1));
        certified("1," + day(now.minusMonths(15)), "1," + day(now.minusMonths(2)));
        suspended(1, now.minusMonths(3).atDay(1).toString());
        reconcileAndPropose(now.minusMonths(2));
        exported("RESUME");

        reconcileAndPropose(sent);
        assertThat(proposals())
                .filteredOn(it -> it.startsWith("RESUME"))
                .containsExactly("RESUME " + sent + " 0 EXPORTED");

        reconcileAndPropose(now);
        assertThat(proposals())
                .filteredOn(it -> it.startsWith("RESUME"))
                .hasSize(2)
                .contains("RESUME " + sent + " 0 EXPORTED")
                .anyMatch(it -> it.endsWith(" 0 PROPOSED"));
    }

    @Test
    void aCertificateThatComesAfterTheArrearsWerePaidDoesNotPayThemAgain() throws Exception {
        roster(person(1));
        certified("1,20240110", "1,20250410");
        suspended(1, "2025-02-01");
        jdbc.execute("update benefit_suspension set until_month = '2025-05-01'");
        for (YearMonth month = MAY.minusMonths(3); !month.isAfter(MAY); month = month.plusMonths(1)) {
            reconcileAndPropose(month);
        }
        assertThat(findings(MAY)).contains("ARREARS_DUE 900000");
        exported("PAY_ARREARS");

        certified("1,20250215");
        for (YearMonth month = MAY.minusMonths(3); !month.isAfter(MAY); month = month.plusMonths(1)) {
            reconcileAndPropose(month);
        }

        assertThat(findings(MAY.minusMonths(2)))
                .as("neither what February withheld nor March itself is owed again")
                .isEmpty();
        assertThat(findings(MAY.minusMonths(1))).isEmpty();
    }

    @Test
    void aMonthPaidAsUnpaidIsNoPartOfTheArrearsOnceItsCertificateIsRevoked() throws Exception {
        roster(person(1));
        certified("1,20240110", "1,20250115");
        reconcileAndPropose(MAY.minusMonths(3));
        assertThat(proposals()).containsExactly("PAY_ARREARS 2025-02 300000 PROPOSED");
        exported("PAY_ARREARS");

        jdbc.execute("update certificate set revoked_at = now() where certified_on = '2025-01-15'");
        certified("1,20250410");
        reconcileAndPropose(MAY);

        assertThat(findings(MAY)).as("March and April").contains("ARREARS_DUE 600000");
    }

    @Test
    void aMonthThatWasTakenBackIsPaidWithTheArrears() throws Exception {
        roster(person(1));
        certified("1,20240110");
        suspended(1, "2025-02-01");
        paid(MAY.minusMonths(2), "1 3000 1");
        reconcileAndPropose(MAY.minusMonths(2));
        assertThat(proposals()).containsExactly("RECOVER 2025-03 300000 PROPOSED");

        certified("1,20250410");
        jdbc.execute("update benefit_suspension set until_month = '2025-05-01'");
        reconcileAndPropose(MAY);
        assertThat(findings(MAY)).contains("ARREARS_DUE 600000");

        exported("RECOVER");
        reconcileAndPropose(MAY);
        assertThat(findings(MAY)).contains("ARREARS_DUE 900000");
    }

    @Test
    void whatWasPaidForASuspendedMonthIsNotTakenBackOnceTheMonthIsOwed() throws Exception {
        YearMonth now = YearMonth.now(context.getBean(Clock.class));
        roster(person(1));
        certified("1," + day(now.minusMonths(15)));
        suspended(1, now.minusMonths(2).atDay(1).toString());
        paid(now.minusMonths(1), "1 3000 1");
        reconcileAndPropose(now.minusMonths(1));
        assertThat(proposals()).contains("RECOVER " + now.minusMonths(1) + " 300000 PROPOSED");

        certified("1," + day(now));
        reconcileAndPropose(now);

        assertThat(proposals())
                .contains(
                        "RECOVER " + now.minusMonths(1) + " 300000 WITHDRAWN",
                        "RESUME " + now.plusMonths(1) + " 0 PROPOSED");
    }

    @Test
    void twoAmountsOfOneMonthAreBothRecovered() throws Exception {
        roster(person(1));
        certified("1,20240910");
        paid(MAY, "1 3100 1", "1 3100 1");

        reconcileAndPropose(MAY);

        assertThat(proposals()).containsExactly("RECOVER 2025-05 10000 PROPOSED", "RECOVER 2025-05 310000 PROPOSED");
    }

    @Test
    void arrearsPaidToTheDeadAreFound() throws Exception {
        roster(person(1)
                .replace("3000.00,20100615,", "3000.00,20100615,20250305")
                .replace(",1,1,", ",1,3,"));
        certified("1,20240910");
        paid(MAY, "1 5000 2");

        reconcileAndPropose(MAY);

        assertThat(findings(MAY)).containsExactly("PAID_AFTER_DEATH 500000");
    }

    @Test
    void aDeathThatBecomesKnownLateIsFoundInTheMonthsBetweenAndTakenBackWithThem() throws Exception {
        YearMonth now = YearMonth.now(context.getBean(Clock.class));
        roster(person(1));
        certified("1," + day(now.minusMonths(8)));
        for (int ago = 4; ago > 0; ago--) {
            paid(now.minusMonths(ago), "1 3000 1");
        }
        String dead = person(1)
                .replace("3000.00,20100615,", "3000.00,20100615," + day(now.minusMonths(3)))
                .replace(",1,1,", ",1,3,");

        roster(dead);
        reconcileAndPropose(now);

        assertThat(findings(now.minusMonths(3)))
                .as("the month of death is paid")
                .isEmpty();
        assertThat(findings(now.minusMonths(2))).containsExactly("PAID_AFTER_DEATH 300000");
        assertThat(findings(now.minusMonths(1))).containsExactly("PAID_AFTER_DEATH 300000");
        assertThat(proposals())
                .containsExactly(
                        "RECOVER " + now.minusMonths(2) + " 300000 PROPOSED",
                        "RECOVER " + now.minusMonths(1) + " 300000 PROPOSED",
                        "SUSPEND " + now.plusMonths(1) + " 0 PROPOSED");

        roster(dead.replace(day(now.minusMonths(3)), day(now.minusMonths(2))));
        assertThat(findings(now.minusMonths(2)))
                .as("died a month later than was known")
                .isEmpty();
        assertThat(findings(now.minusMonths(1))).containsExactly("PAID_AFTER_DEATH 300000");

        // The same bytes would be a file that was applied already.
        roster(dead, person(3));
        assertThat(findings(now.minusMonths(2)))
                .as("the first date was right")
                .containsExactly("PAID_AFTER_DEATH 300000");
        assertThat(jdbc.queryForList(
                        "select reason from finding_history h join finding f on f.id = h.finding_id where f.pay_month = ?"
                                + " order by h.id",
                        String.class,
                        now.minusMonths(2).atDay(1)))
                .containsExactly("FOUND", "MENDED", "FOUND_AGAIN");

        roster(person(1), person(2));
        reconcileAndPropose(now);

        assertThat(findings(now.minusMonths(1))).isEmpty();
        assertThat(proposals())
                .filteredOn(proposal -> proposal.startsWith("RECOVER"))
                .hasSize(2)
                .allMatch(proposal -> proposal.endsWith("WITHDRAWN"));
    }

    @Test
    void aCorrectedNumberKeepsItsPayments() throws Exception {
        roster(person(1));
        certified("1,20240910");
        paid(MAY, "1 3000 1");
        correctedNumber();

        reconcileAndPropose(MAY);

        assertThat(findings(MAY)).isEmpty();
    }

    @Test
    void whoIsPaidUnderBothNumbersIsPaidTwice() throws Exception {
        roster(person(1));
        certified("1,20240910");
        correctedNumber();
        paid(MAY, "1 3000 1", "60 3000 1");

        reconcileAndPropose(MAY);

        assertThat(findings(MAY)).containsExactly("DUPLICATE_PAYMENT 300000");
    }

    @Test
    void approvedArrearsThatWereMendedSinceAreNotExported() throws Exception {
        roster(person(1));
        certified("1,20240910");
        reconcileAndPropose(MAY);
        jdbc.execute("alter table proposal disable trigger user");
        jdbc.execute("update proposal set state = 'APPROVED', decided_at = '2025-05-20' where kind = 'PAY_ARREARS'");
        paid(MAY, "1 3000 1");
        reconcile(MAY);

        proposing().withdrawOvertaken("user:admin");

        assertThat(proposals()).containsExactly("PAY_ARREARS 2025-05 300000 WITHDRAWN");
    }

    @Test
    void beforeAMonthIsPaidNobodyIsUnpaidAndTheOverdueAreSuspendedInTime() throws Exception {
        YearMonth now = YearMonth.now(context.getBean(Clock.class));
        roster(person(1), person(2), person(3));
        certified("1," + day(now.minusMonths(13)), "2," + day(now.minusMonths(8)), "3," + day(now.minusMonths(13)));
        certified("3," + day(now));

        reconcileAndPropose(now);
        assertThat(findings(now)).containsExactly("OVERDUE 0");
        assertThat(proposals())
                .containsExactly("HOME_VISIT " + now.plusMonths(1) + " 0 PROPOSED", "SUSPEND " + now + " 0 PROPOSED");

        paid(now, "1 3000 1");
        reconcileAndPropose(now);
        assertThat(findings(now)).containsExactly("CERTIFIED_UNPAID 300000", "PAID_UNCERTIFIED 300000");
    }

    @Test
    void aMonthIsAwaitedUntilEverySourceOfTheMonthBeforeHasPaid() throws Exception {
        YearMonth now = YearMonth.now(context.getBean(Clock.class));
        roster(person(1), person(2));
        certified("1," + day(now.minusMonths(8)), "2," + day(now.minusMonths(8)));
        paid(now.minusMonths(1), "1 3000 1", "2 3000 1");
        paid(now, "1 3000 1");
        jdbc.execute("insert into import_run (kind, layout, file_name, file_sha256, pay_month, state, started_at)"
                + " values ('PAYMENTS', 'another', 'f', '', '" + now.minusMonths(1) + "-01', 'APPLIED', now())");

        reconcileAndPropose(now);
        assertThat(findings(now)).isEmpty();

        jdbc.execute("insert into import_run (kind, layout, file_name, file_sha256, pay_month, state, started_at)"
                + " values ('PAYMENTS', 'another', 'g', '1', '" + now + "-01', 'APPLIED', now())");
        reconcileAndPropose(now);
        assertThat(findings(now)).containsExactly("CERTIFIED_UNPAID 300000");
    }

    @Test
    void afterARiseAMonthGoneByKeepsTheBenefitItHad() throws Exception {
        YearMonth now = YearMonth.now(context.getBean(Clock.class));
        roster(person(1), person(2));
        certified("1," + day(now.minusMonths(6)), "2," + day(now.minusMonths(15)), "2," + day(now.minusMonths(1)));
        suspended(2, now.minusMonths(2).atDay(1).toString());
        paid(now.minusMonths(1), "1 3000 1");
        jdbc.execute("update benefit_suspension set until_month = '" + now.atDay(1) + "'");

        roster(person(1).replace("3000.00", "3300.00"), person(2).replace("3000.00", "3300.00"));
        paid(now, "1 3300 1", "2 3300 1");
        reconcileAndPropose(now.minusMonths(1));
        reconcileAndPropose(now);

        assertThat(findings(now.minusMonths(1))).isEmpty();
        assertThat(findings(now))
                .as("two months before the rise are owed as they were")
                .containsExactly("ARREARS_DUE 600000");
    }

    @Test
    void whatARiseAddsToMonthsThatArePaidIsOwedOnceItIsKnown() throws Exception {
        YearMonth now = YearMonth.now(context.getBean(Clock.class));
        roster(person(1));
        certified("1," + day(now.minusMonths(6)));
        paid(now.minusMonths(3), "1 3000 1");
        paid(now.minusMonths(2), "1 3000 1");
        paid(now.minusMonths(1), "1 3000 1");
        benefit("3300.00", now.minusMonths(2));
        paid(now, "1 3300 1");

        for (int ago = 3; ago >= 0; ago--) {
            reconcileAndPropose(now.minusMonths(ago));
        }
        assertThat(findings(now.minusMonths(3))).isEmpty();
        assertThat(findings(now.minusMonths(2))).isEmpty();
        assertThat(findings(now.minusMonths(1))).isEmpty();
        assertThat(findings(now)).containsExactly("ARREARS_DUE 60000");
        assertThat(proposals()).containsExactly("PAY_ARREARS " + now + " 60000 PROPOSED");

        paid(now, "1 600 2");
        reconcileAndPropose(now);
        assertThat(findings(now)).isEmpty();
        assertThat(proposals()).containsExactly("PAY_ARREARS " + now + " 60000 WITHDRAWN");
    }

    @Test
    void whatWasPaidUnderANumberThatWasCorrectedCountsForARiseThatBecomesKnownLate() throws Exception {
        YearMonth now = YearMonth.now(context.getBean(Clock.class));
        roster(person(1));
        certified("1," + day(now.minusMonths(6)));
        paid(now.minusMonths(3), "1 3000 1");
        paid(now.minusMonths(2), "1 3000 1");
        correctedNumber();
        paid(now.minusMonths(1), "60 3000 1");
        give(
                "RISES_20250901.csv",
                ROSTER_HEAD.replace("\n", ",benefit_from\n")
                        + corrected().replace("3000.00", "3300.00").replace("\n", "," + now.minusMonths(2) + "\n"),
                1);
        paid(now, "60 3300 1");

        reconcileAndPropose(now);

        assertThat(findings(now)).containsExactly("ARREARS_DUE 60000");
    }

    @Test
    void arrearsPaidUnderANumberThatWasCorrectedArePaid() throws Exception {
        resumedInMay();
        jdbc.execute("alter table proposal disable trigger user");
        jdbc.execute("update proposal set state = 'APPROVED', decided_at = '2025-05-20'");
        paid(MAY.plusMonths(1), "1 3000 1", "1 9000 2");
        correctedNumber();
        paid(MAY.plusMonths(2), "60 3000 1");

        reconcileAndPropose(MAY.plusMonths(2));

        assertThat(findings(MAY.plusMonths(2))).isEmpty();
    }

    @Test
    void whatWasPaidAfterADeathUnderANumberThatWasCorrectedIsFoundToo() throws Exception {
        YearMonth now = YearMonth.now(context.getBean(Clock.class));
        roster(person(1));
        certified("1," + day(now.minusMonths(8)));
        paid(now.minusMonths(2), "1 3000 1");
        correctedNumber();
        paid(now.minusMonths(1), "60 3000 1");

        roster(corrected()
                .replace("3000.00,20100615,", "3000.00,20100615," + day(now.minusMonths(3)))
                .replace(",1,1,", ",1,3,"));

        assertThat(findings(now.minusMonths(2))).containsExactly("PAID_AFTER_DEATH 300000");
        assertThat(findings(now.minusMonths(1))).containsExactly("PAID_AFTER_DEATH 300000");
    }

    @Test
    void whatWasPaidTooMuchForMonthsBeforeIsFoundOnceItIsKnown() throws Exception {
        YearMonth now = YearMonth.now(context.getBean(Clock.class));
        roster(person(1));
        certified("1," + day(now.minusMonths(6)));
        paid(now.minusMonths(2), "1 3000 1");
        paid(now.minusMonths(1), "1 2900 1");
        benefit("2900.00", now.minusMonths(2));
        paid(now, "1 2900 1");

        reconcileAndPropose(now);

        assertThat(findings(now)).containsExactly("ARREARS_MISMATCH 10000");
    }

    @Test
    void arrearsThatNobodyOwesOrApprovedAreFound() throws Exception {
        roster(person(1));
        certified("1,20240910");
        paid(MAY, "1 3000 1", "1 500 2");

        reconcileAndPropose(MAY);

        assertThat(findings(MAY)).containsExactly("ARREARS_MISMATCH 50000");
        assertThat(proposals()).isEmpty();
    }

    @Test
    void approvedArrearsArePaidOnceAndByTheMonthAfter() throws Exception {
        resumedInMay();
        assertThat(proposals()).containsExactly("PAY_ARREARS 2025-05 900000 PROPOSED");
        jdbc.execute("alter table proposal disable trigger user");
        jdbc.execute("update proposal set state = 'APPROVED', decided_at = '2025-05-20'");

        paid(MAY.plusMonths(1), "1 3000 1", "1 2000 2");
        paid(MAY.plusMonths(2), "1 3000 1", "1 7000 2");
        paid(MAY.plusMonths(3), "1 3000 1", "1 9000 2");
        for (int later = 0; later <= 3; later++) {
            reconcileAndPropose(MAY.plusMonths(later));
        }

        assertThat(findings(MAY)).as("owed and approved").containsExactly("ARREARS_DUE 900000");
        assertThat(findings(MAY.plusMonths(1))).as("less than approved").containsExactly("ARREARS_MISMATCH 700000");
        assertThat(findings(MAY.plusMonths(2))).isEmpty();
        assertThat(findings(MAY.plusMonths(3))).as("paid twice").containsExactly("ARREARS_MISMATCH 900000");
        assertThat(proposals()).containsExactly("PAY_ARREARS 2025-05 900000 APPROVED");
    }

    @Test
    void approvedArrearsThatAreOwedByTheSameMonthAreNoReasonToPayTwice() throws Exception {
        resumedInMay();
        exported("PAY_ARREARS");

        paid(MAY, "1 9000 2");
        reconcileAndPropose(MAY);
        assertThat(findings(MAY)).isEmpty();

        paid(MAY, "1 9000 2");
        reconcileAndPropose(MAY);
        assertThat(findings(MAY)).containsExactly("ARREARS_MISMATCH 900000");
    }

    @Test
    void aSuspensionTakenBackBeforeItBeganLeavesNoMonthUnpaid() throws Exception {
        roster(person(1));
        certified("1,20240910");
        paid(MAY, "1 3000 1");
        ReturnFiles returns = new ReturnFiles(
                context.getBean(JdbcClient.class), context.getBean(AuditLog.class), context.getBean(Clock.class));
        int number = 0;
        for (String kind : List.of("SUSPEND", "RESUME")) {
            number++;
            jdbc.execute("insert into instruction_file values (gen_random_uuid(), " + number + ", '2025-05-01', 'k"
                    + number + "', '', '', '', 1, 0, 'EXPORTED', now())");
            jdbc.execute("alter table proposal disable trigger user");
            jdbc.execute(
                    "insert into proposal (id, kind, pensioner_id, pay_month, amount_fen, state, proposed_by, proposed_at,"
                            + " line_no, instruction_file_id) select gen_random_uuid(), '" + kind
                            + "', p.id, '2025-05-01', 0, 'EXPORTED', 'user:x', now(), 1, f.id from pensioner p,"
                            + " instruction_file f where f.number = " + number);
            returns.acknowledge(number, "R," + number + ",1\n1,00\n", "user:admin");
        }

        reconcileAndPropose(MAY);

        assertThat(findings(MAY)).isEmpty();
    }

    private static String person(int n) {
        return "P%d,%s,张三,,110,440100,19500101,1,1,3000.00,20100615,,\n".formatted(n, People.number(n));
    }

    /** The first person by their right number. */
    private static String corrected() {
        return person(1).replace(People.number(1), People.number(60));
    }

    private void correctedNumber() throws Exception {
        roster(corrected());
    }

    private static String day(YearMonth month) {
        return month.format(COMPACT) + "01";
    }

    private void roster(String... people) throws Exception {
        give("ROSTER_" + (20_250_100 + ++files) + ".csv", ROSTER_HEAD + String.join("", people), people.length);
    }

    /** Of the first person, known in the present month. */
    private void benefit(String yuan, YearMonth since) throws Exception {
        give(
                "RISES_" + (20_250_100 + ++files) + ".csv",
                ROSTER_HEAD.replace("\n", ",benefit_from\n")
                        + person(1).replace("3000.00", yuan).replace("\n", "," + since + "\n"),
                1);
    }

    /** At a counter; {@code person,yyyyMMdd}. */
    private void certified(String... days) throws Exception {
        StringBuilder text = new StringBuilder("record_no,number,source,certified_on\n");
        for (String day : days) {
            String[] part = day.split(",", -1);
            text.append("R%d,%s,C,%s\n".formatted(++files, People.number(Integer.parseInt(part[0])), part[1]));
        }
        give("COUNTER_" + (20_250_100 + ++files) + ".csv", text.toString(), days.length);
    }

    /** {@code person yuan kind}; kind 1 regular, 2 arrears. */
    private void paid(YearMonth month, String... rows) throws Exception {
        String compact = month.format(COMPACT);
        StringBuilder text = new StringBuilder("payment_no,number,month,amount,paid_on,status\n");
        long total = 0;
        for (String row : rows) {
            String[] part = row.split(" ", -1);
            text.append("N%d,%s,%s,%s.00,%s10,%s\n"
                    .formatted(++files, People.number(Integer.parseInt(part[0])), compact, part[1], compact, part[2]));
            total += Long.parseLong(part[1]);
        }
        text.append("#END,%d,%d.00,%s\n".formatted(rows.length, total, compact));
        give("PAY_" + compact + ".csv", text.toString(), -1);
    }

    private void give(String name, String text, int rows) throws Exception {
        Path file = Files.writeString(folder.resolve(name), text);
        if (rows >= 0) {
            Files.writeString(folder.resolve(name + ".ctl"), "rows=" + rows + "\n");
        }
        ImportLauncher launcher = context.getBean(ImportLauncher.class);
        assertThat(launcher.importFile(file, launcher.sourceOf(name).orElseThrow(), null)
                        .getExitStatus()
                        .getExitCode())
                .isEqualTo("APPLIED");
    }

    private void suspended(int person, String from) {
        jdbc.update(
                "insert into benefit_suspension (pensioner_id, bucket, from_month)"
                        + " select id, bucket, ?::date from pensioner where ref = ?",
                from,
                "P" + person);
    }

    /** The first person, for whom February to April were withheld. */
    private void resumedInMay() throws Exception {
        roster(person(1));
        certified("1,20240110", "1,20250410");
        suspended(1, "2025-02-01");
        jdbc.execute("update benefit_suspension set until_month = '2025-05-01'");
        paid(MAY, "1 3000 1");
        reconcileAndPropose(MAY);
    }

    /** In a file, without anybody's vote. */
    private void exported(String kind) {
        jdbc.execute("alter table proposal disable trigger user");
        jdbc.execute("insert into instruction_file values (gen_random_uuid(), 1, '2025-05-01', 'k', '', '', '', 1, 0,"
                + " 'EXPORTED', now())");
        jdbc.execute("update proposal set state = 'EXPORTED', line_no = n, decided_at = '2025-05-20',"
                + " instruction_file_id = (select id from instruction_file)"
                + " from (select id, row_number() over () as n from proposal) numbered"
                + " where numbered.id = proposal.id and kind = '" + kind + "'");
    }

    private void reconcileAndPropose(YearMonth month) throws Exception {
        reconcile(month);
        proposing().propose(month);
    }

    private void reconcile(YearMonth month) throws Exception {
        assertThat(context.getBean(ReconciliationLauncher.class)
                        .reconcile(month)
                        .getStatus()
                        .isUnsuccessful())
                .isFalse();
    }

    private Proposing proposing() {
        return new Proposing(
                context.getBean(JdbcClient.class), context.getBean(AuditLog.class), context.getBean(Clock.class));
    }

    private List<String> findings(YearMonth month) {
        return jdbc.queryForList(
                "select kind || ' ' || amount_fen from finding where pay_month = ?::date and state <> 'CLOSED'"
                        + " and kind <> 'DUE_SOON' order by 1",
                String.class,
                month.atDay(1).toString());
    }

    private List<String> proposals() {
        return jdbc.queryForList(
                "select kind || ' ' || to_char(pay_month, 'YYYY-MM') || ' ' || amount_fen || ' ' || state from proposal"
                        + " where kind <> 'NOTIFY' order by 1",
                String.class);
    }
}
