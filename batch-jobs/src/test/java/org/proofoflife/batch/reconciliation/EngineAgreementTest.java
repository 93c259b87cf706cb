package org.proofoflife.batch.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
    /** Months before the one looked at that were paid, too. */
    private static final int BEFORE = 4;

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
        jdbc.execute("alter table proposal disable trigger user");
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

    /** A benefit from a month on, and the month in which it became known; the first one always was. */
    private record Benefit(YearMonth from, YearMonth known, long fen) {
        static final YearMonth EVER = YearMonth.of(1900, 1);
    }

    /**
     * @param benefits the latest word on a month comes last
     * @param paid fen by month
     * @param arrears paid, fen by month
     * @param approved arrears, fen by the month in which they were
     */
    private record Person(
            UUID id,
            PersonHistory history,
            List<Benefit> benefits,
            Map<YearMonth, Long> paid,
            Map<YearMonth, Long> arrears,
            Map<YearMonth, Long> approved,
            List<LocalDate> certified) {

        long benefit(YearMonth month, YearMonth known) {
            return benefits.stream()
                    .filter(it -> !it.from().isAfter(month) && !it.known().isAfter(known))
                    .reduce((former, later) -> later)
                    .orElseThrow()
                    .fen();
        }

        long benefit(YearMonth month) {
            return benefit(month, YearMonth.of(9999, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void agrees(long seed) {
        Random random = new Random(seed);
        YearMonth month = YearMonth.of(2025, 6).plusMonths(random.nextInt(18));
        jdbc.execute("truncate pensioner, pensioner_scheme, certificate, life_evidence, finding, proposal cascade");
        for (int ago = 0; ago <= BEFORE; ago++) {
            String table = "payment_record_" + month.minusMonths(ago).toString().replace("-", "");
            jdbc.execute("drop table if exists " + table);
            jdbc.queryForList(
                    "select ensure_payment_month(?)", month.minusMonths(ago).atDay(1));
            jdbc.execute("create table " + table + "_1 partition of " + table + " for values in (1)");
        }
        TreeSet<String> expected = new TreeSet<>();
        int suspended = 0;
        for (int i = 0; i < PEOPLE; i++) {
            Person person = person(random, i, month);
            store(person, i);
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
                        "AMOUNT_MISMATCH",
                        "ARREARS_MISMATCH",
                        "PAID_AFTER_DEATH",
                        "CERTIFIED_AFTER_DEATH");
    }

    private void expect(Person person, Standing standing, YearMonth month, TreeSet<String> expected) {
        String id = person.id().toString();
        BenefitEnd end = person.history().end();
        boolean dead = end != null && month.isAfter(YearMonth.from(end.on()));
        Long paid = person.paid().get(month);
        if (dead && (paid != null || person.arrears().containsKey(month))) {
            expected.add("PAID_AFTER_DEATH " + id + " "
                    + ((paid == null ? 0 : paid) + person.arrears().getOrDefault(month, 0L)));
        } else if (paid != null && !standing.paid()) {
            expected.add("PAID_UNCERTIFIED " + id + " " + paid);
        } else if (paid != null) {
            long off = Math.abs(paid - between(paid, person.benefit(month), person.benefit(month, month)));
            if (off > 0) {
                expected.add("AMOUNT_MISMATCH " + id + " " + off);
            }
        } else if (standing.paid()) {
            expected.add("CERTIFIED_UNPAID " + id + " " + person.benefit(month));
        }
        long owed = standing.arrears().stream().mapToLong(person::benefit).sum() + (dead ? 0 : late(person, month));
        long unpaid = 0;
        for (YearMonth before = month.minusMonths(BEFORE); before.isBefore(month); before = before.plusMonths(1)) {
            unpaid = Math.max(
                    0,
                    unpaid
                            + person.approved().getOrDefault(before, 0L)
                            - person.arrears().getOrDefault(before, 0L));
        }
        long arrears = person.arrears().getOrDefault(month, 0L);
        long rest = Math.max(0, arrears - unpaid - person.approved().getOrDefault(month, 0L));
        if (owed > rest) {
            expected.add("ARREARS_DUE " + id + " " + (owed - rest));
        }
        if (!dead && (rest > owed || unpaid > arrears)) {
            expected.add("ARREARS_MISMATCH " + id + " " + (rest > owed ? rest - owed : unpaid - arrears));
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

    /** What changes that became known in the month make of what was paid for the months before. */
    private static long late(Person person, YearMonth month) {
        return person.benefits().stream()
                .filter(it -> it.known().equals(month))
                .map(Benefit::from)
                .min(Comparator.naturalOrder())
                .map(since -> person.paid().entrySet().stream()
                        .filter(it ->
                                it.getKey().isBefore(month) && !it.getKey().isBefore(since))
                        .mapToLong(it -> {
                            long after = person.benefit(it.getKey(), month);
                            return after
                                    - between(it.getValue(), person.benefit(it.getKey(), month.minusMonths(1)), after);
                        })
                        .sum())
                .orElse(0L);
    }

    private static long between(long value, long one, long other) {
        return Math.max(Math.min(one, other), Math.min(Math.max(one, other), value));
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
        List<Benefit> benefits = benefits(random, month);
        Map<YearMonth, Long> paid = new HashMap<>();
        for (int ago = 0; ago <= BEFORE; ago++) {
            if (random.nextInt(3) > 0) {
                Benefit as = benefits.get(random.nextInt(benefits.size()));
                paid.put(month.minusMonths(ago), as.fen() + (random.nextInt(9) == 0 ? 500 : 0));
            }
        }
        return new Person(
                new UUID(month.hashCode(), n),
                new PersonHistory(retired, history, signs, end),
                benefits,
                paid,
                arrears(random, month),
                arrears(random, month),
                certified);
    }

    /** None for most, so that some are approved and not paid, some the other way, and some both. */
    private static Map<YearMonth, Long> arrears(Random random, YearMonth month) {
        Map<YearMonth, Long> arrears = new HashMap<>();
        if (random.nextInt(4) == 0) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                arrears.put(month.minusMonths(random.nextInt(BEFORE + 1)), 1_000L * (1 + random.nextInt(3)));
            }
        }
        return arrears;
    }

    /** One amount for most; for others up to three changes, known early or late, up or down. */
    private static List<Benefit> benefits(Random random, YearMonth month) {
        TreeMap<List<YearMonth>, Benefit> benefits =
                new TreeMap<>(Comparator.<List<YearMonth>, YearMonth>comparing(it -> it.get(0))
                        .thenComparing(it -> it.get(1)));
        benefits.put(List.of(Benefit.EVER, Benefit.EVER), new Benefit(Benefit.EVER, Benefit.EVER, 300_000));
        int changes = Math.max(0, random.nextInt(6) - 2);
        for (int i = 0; i < changes; i++) {
            YearMonth from = month.plusMonths(2 - random.nextInt(8));
            YearMonth known = month.plusMonths(2 - random.nextInt(6));
            benefits.put(List.of(from, known), new Benefit(from, known, 290_000 + random.nextInt(5) * 10_000L));
        }
        return List.copyOf(benefits.values());
    }

    private static void store(Person person, int n) {
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
                person.benefits().get(person.benefits().size() - 1).fen(),
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
        if (person.benefits().size() > 1) {
            person.benefits()
                    .forEach(it -> jdbc.update(
                            "insert into pensioner_benefit values (?, ?, ?, ?, ?)",
                            person.id(),
                            bucket,
                            it.from().atDay(1),
                            it.known().atDay(1),
                            it.fen()));
        }
        person.paid().forEach((paid, fen) -> pay(paid, bucket, number, fen, "REGULAR"));
        person.arrears().forEach((paid, fen) -> pay(paid, bucket, number, fen, "ARREARS"));
        person.approved()
                .forEach((approved, fen) -> jdbc.update(
                        "insert into proposal (id, kind, pensioner_id, bucket, pay_month, amount_fen, state, proposed_by,"
                                + " proposed_at, decided_at) values (gen_random_uuid(), 'PAY_ARREARS', ?, ?, ?, ?,"
                                + " 'APPROVED', 'user:x', now(), ?::timestamptz)",
                        person.id(),
                        bucket,
                        approved.atDay(1),
                        fen,
                        approved.atDay(20) + " 00:00:00+08"));
    }

    private static void pay(YearMonth month, int bucket, byte[] number, long fen, String kind) {
        jdbc.update(
                "insert into payment_record (pay_month, bucket, payee_index, amount_fen, kind, import_run_id, line_no)"
                        + " values (?, ?, ?, ?, ?, 1, 0)",
                month.atDay(1),
                bucket,
                number,
                fen,
                kind);
    }
}
