package org.proofoflife.batch.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofoflife.batch.lean.LeanBatch;
import org.proofoflife.batch.period.BenefitEnd;
import org.proofoflife.batch.period.LifeSign;
import org.proofoflife.batch.period.Notices;
import org.proofoflife.batch.period.PeriodEngine;
import org.proofoflife.batch.period.PersonHistory;
import org.proofoflife.batch.period.SchemeRule;
import org.proofoflife.batch.period.SchemeRules;
import org.proofoflife.batch.period.Standing;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the statement finds is what the period engine says, person by person, on random histories and rules. */
class EngineAgreementTest {

    private static final int PEOPLE = 700;
    private static final long BENEFIT = 300_000;
    private static final List<SchemeRule> RULES = List.of(
            rule("ENTERPRISE", "2011-01", 12, 0, 12),
            rule("INSTITUTION", "2011-01", 12, 1, 12),
            rule("INSTITUTION", "2025-01", 6, 2, 4),
            rule("INSTITUTION", "2026-03", 9, 0, 18),
            rule("RESIDENT", "2011-01", 6, 1, 3),
            rule("RESIDENT", "2025-07", 6, 0, 9));

    @TempDir
    static Path folder;

    private static ConfigurableApplicationContext context;
    private static JdbcTemplate jdbc;
    private final PeriodEngine engine = new PeriodEngine(new SchemeRules(RULES));

    private static SchemeRule rule(String scheme, String from, int period, int grace, int highRisk) {
        return new SchemeRule(scheme, YearMonth.parse(from), period, grace, highRisk, List.of(60, 30, 7));
    }

    @BeforeAll
    static void start() {
        context = LeanBatch.start(LeanBatch.database(), folder, Map.of());
        jdbc = context.getBean(JdbcTemplate.class);
        jdbc.execute("delete from scheme_rule");
        for (SchemeRule rule : RULES) {
            jdbc.update(
                    "insert into scheme_rule (scheme, effective_from, period_months, grace_months, high_risk_months,"
                            + " notice_days, decided_by) values (?, ?, ?, ?, ?, '{60,30,7}', 'test')",
                    rule.scheme(),
                    rule.effectiveFrom().atDay(1),
                    rule.periodMonths(),
                    rule.graceMonths(),
                    rule.highRiskMonths());
        }
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    private record Person(UUID id, PersonHistory history, boolean paid, List<LocalDate> certified) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void agrees(long seed) {
        Random random = new Random(seed);
        YearMonth month = YearMonth.of(2025, 6).plusMonths(random.nextInt(18));
        jdbc.execute("truncate pensioner, pensioner_scheme, certificate, life_evidence, finding cascade");
        jdbc.execute("drop table if exists payment_record_" + month.toString().replace("-", ""));
        jdbc.queryForList("select ensure_payment_month(?)", month.atDay(1));
        jdbc.execute("create table pay_" + seed + " partition of payment_record_"
                + month.toString().replace("-", "") + " for values in (1)");
        TreeSet<String> expected = new TreeSet<>();
        int suspended = 0;
        for (int i = 0; i < PEOPLE; i++) {
            Person person = person(random, i, month);
            store(person, i, month);
            Standing standing = engine.standing(person.history(), month);
            suspended += standing.suspended() ? 1 : 0;
            expect(person, standing, month, expected);
        }
        assertThat(suspended).as("the people are not all alike").isBetween(PEOPLE / 10, PEOPLE * 9 / 10);

        TreeSet<String> found = new TreeSet<>(context.getBean(JdbcClient.class)
                .sql(FindingsSql.text())
                .param("month", month.atDay(1))
                .param("awaited", false)
                .param("zone", "Asia/Shanghai")
                .param("from", 0)
                .param("to", 255)
                .query((row, n) -> row.getString("kind") + " " + row.getString("subject") + " "
                        + row.getLong("amount_fen")
                        + (row.getString("kind").equals("DUE_SOON") ? " " + row.getString("detail") : ""))
                .list());
        assertThat(found).isEqualTo(expected);
        assertThat(expected.stream()
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .distinct())
                .contains(
                        "PAID_UNCERTIFIED",
                        "CERTIFIED_UNPAID",
                        "ARREARS_DUE",
                        "DUE_SOON",
                        "PAID_AFTER_DEATH",
                        "CERTIFIED_AFTER_DEATH");
    }

    private void expect(Person person, Standing standing, YearMonth month, TreeSet<String> expected) {
        String id = person.id().toString();
        BenefitEnd end = person.history().end();
        boolean dead = end != null && month.isAfter(YearMonth.from(end.on()));
        if (person.paid() && dead) {
            expected.add("PAID_AFTER_DEATH " + id + " " + BENEFIT);
        } else if (person.paid() && !standing.paid()) {
            expected.add("PAID_UNCERTIFIED " + id + " " + BENEFIT);
        }
        if (!person.paid() && standing.paid()) {
            expected.add("CERTIFIED_UNPAID " + id + " " + BENEFIT);
        }
        if (!standing.arrears().isEmpty()) {
            expected.add("ARREARS_DUE " + id + " " + standing.arrears().size() * BENEFIT);
        }
        if (end != null
                && person.certified().stream()
                        .anyMatch(day -> day.isAfter(end.on()) && !day.isAfter(month.atEndOfMonth()))) {
            expected.add("CERTIFIED_AFTER_DEATH " + id + " 0");
        }
        if (standing.paid() && end == null) {
            SchemeRule rule = new SchemeRules(RULES).inForce(person.history().schemeIn(month), month);
            // Who certified within the month needs no reminder: the end of the period is the one known at its close.
            LocalDate until =
                    engine.standing(person.history(), month.plusMonths(1)).certifiedUntil();
            Notices.due(rule, until, month.atEndOfMonth())
                    .ifPresent(days -> expected.add(
                            "DUE_SOON " + id + " 0 {\"days\": " + days + ", \"until\": \"" + until + "\"}"));
        }
    }

    private static Person person(Random random, int n, YearMonth month) {
        LocalDate retired = month.atDay(1).minusMonths(1 + random.nextInt(40)).plusDays(random.nextInt(28));
        List<String> schemes = List.of("ENTERPRISE", "INSTITUTION", "RESIDENT");
        NavigableMap<YearMonth, String> history = new TreeMap<>();
        history.put(YearMonth.of(1900, 1), schemes.get(random.nextInt(3)));
        if (random.nextInt(5) == 0) {
            history.put(month.minusMonths(random.nextInt(20)), schemes.get(random.nextInt(3)));
        }
        List<LifeSign> signs = new ArrayList<>();
        List<LocalDate> certified = new ArrayList<>();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            LocalDate on = retired.plusDays(random.nextInt(1200));
            if (on.isAfter(month.atEndOfMonth())) {
                continue;
            }
            LifeSign.Source source = LifeSign.Source.values()[random.nextInt(LifeSign.Source.values().length)];
            boolean late = random.nextInt(3) == 0
                    && source != LifeSign.Source.SELF_SERVICE
                    && source != LifeSign.Source.REVIEW;
            LocalDate known = late ? on.plusDays(random.nextInt(90)) : on;
            signs.add(new LifeSign(on, known, source));
            if (source.ordinal() <= LifeSign.Source.HOME_VISIT.ordinal()) {
                certified.add(on);
            }
        }
        BenefitEnd end = null;
        if (random.nextInt(8) == 0) {
            LocalDate on = month.atDay(1).minusDays(random.nextInt(120));
            end = new BenefitEnd(on, month.plusMonths(2).atDay(1), BenefitEnd.Reason.DEATH);
        }
        return new Person(
                new UUID(month.hashCode(), n),
                new PersonHistory(retired, history, signs, end),
                random.nextInt(3) > 0,
                certified);
    }

    private static void store(Person person, int n, YearMonth month) {
        PersonHistory history = person.history();
        byte[] number = person.id().toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        int bucket = n % 256;
        jdbc.update(
                "insert into pensioner (id, ref, number_index, number_enc, name_index, name_enc, scheme, region,"
                        + " benefit_status, life_status, benefit_fen, retired_on, bucket, died_on)"
                        + " values (?, ?, ?, '', '', '', ?, '440100', 'NORMAL', 'ALIVE', ?, ?, ?, ?)",
                person.id(),
                "r" + n,
                number,
                history.schemes().lastEntry().getValue(),
                BENEFIT,
                history.retiredOn(),
                bucket,
                history.end() == null ? null : history.end().on());
        if (history.schemes().size() > 1) {
            history.schemes()
                    .forEach((from, scheme) -> jdbc.update(
                            "insert into pensioner_scheme values (?, ?, ?)", person.id(), from.atDay(1), scheme));
        }
        int row = 0;
        for (LifeSign sign : history.signs()) {
            String ref = n + ":" + row++;
            String known = sign.knownOn() + " 00:00:00+08";
            if (sign.source().ordinal() <= LifeSign.Source.HOME_VISIT.ordinal()) {
                jdbc.update(
                        "insert into certificate (id, pensioner_id, source, certified_on, valid_from, valid_until,"
                                + " source_ref, issued_at) values (gen_random_uuid(), ?, ?, ?, ?, '2099-12-31', ?, ?::timestamptz)",
                        person.id(),
                        sign.source().name(),
                        sign.observedOn(),
                        sign.observedOn(),
                        ref,
                        known);
            } else {
                jdbc.update(
                        "insert into life_evidence (pensioner_id, bucket, kind, strength, observed_on, source_ref,"
                                + " received_at) values (?, ?, 'HOSPITAL', ?, ?, ?, ?::timestamptz)",
                        person.id(),
                        bucket,
                        sign.source().name().replace("_EVIDENCE", ""),
                        sign.observedOn(),
                        ref,
                        known);
            }
        }
        if (person.paid()) {
            jdbc.update(
                    "insert into payment_record (pay_month, bucket, payee_index, amount_fen, kind, import_run_id, line_no)"
                            + " values (?, ?, ?, ?, 'REGULAR', 1, ?)",
                    month.atDay(1),
                    bucket,
                    number,
                    BENEFIT,
                    n);
        }
    }
}
