package org.proofoflife.batch.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofoflife.batch.lean.LeanBatch;
import org.proofoflife.batch.partition.BucketRange;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** After what comes late, months are what they would be if everybody were looked at again. */
class LateBucketsTest {

    private static final int PEOPLE = 400;
    private static final List<YearMonth> MONTHS =
            IntStream.range(0, 5).mapToObj(YearMonth.of(2025, 1)::plusMonths).toList();

    @TempDir
    static Path folder;

    private static ConfigurableApplicationContext context;
    private static JdbcTemplate jdbc;
    private static PayPeriods periods;

    @BeforeAll
    static void start() {
        context = LeanBatch.start(LeanBatch.database(), folder, Map.of());
        jdbc = context.getBean(JdbcTemplate.class);
        periods = context.getBean(PayPeriods.class);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void areAllThatHasToBeLookedAt(long seed) {
        Random random = new Random(seed);
        populate(random);
        MONTHS.forEach(month -> {
            periods.begin(month);
            BucketRange.split(4).forEach(range -> reconcile(month, range));
            periods.end(month);
        });
        jdbc.execute("delete from late_fact");
        String before = findings();

        for (int i = 0; i < 8; i++) {
            change(random);
        }
        int looked = 0;
        for (YearMonth month : MONTHS) {
            List<BucketRange> ranges = periods.ranges(month, true);
            ranges.forEach(range -> reconcile(month, range));
            looked += ranges.stream().mapToInt(BucketRange::size).sum();
        }
        String confined = findings();
        long history = history();
        MONTHS.forEach(month -> reconcile(month, BucketRange.ALL));

        assertThat(confined).isNotEqualTo(before).isEqualTo(findings());
        assertThat(history()).isEqualTo(history);
        assertThat(looked).isBetween(1, MONTHS.size() * BucketRange.BUCKETS - 1);
        assertThat(jdbc.queryForObject("select count(*) from late_fact", Long.class))
                .isZero();
    }

    @Test
    void manyCertificatesCanBeCorrectedAtOnceInASessionThatCorrectedOneBefore() {
        jdbc.execute("truncate pensioner, pay_period cascade");
        jdbc.execute("insert into pay_period values ('2025-01-01', 'RECONCILED', now(), now())");
        jdbc.execute("insert into pensioner (id, ref, number_index, number_enc, name_index, name_enc, scheme, region,"
                + " benefit_status, life_status, bucket) select gen_random_uuid(), 'r' || n, decode(md5(n::text), 'hex'), '',"
                + " '', '', 'ENTERPRISE', '440100', 'NORMAL', 'ALIVE', n % 256 from generate_series(1, 30000) n");
        jdbc.execute(
                "insert into certificate (id, pensioner_id, source, certified_on, valid_from, valid_until, issued_at)"
                        + " select gen_random_uuid(), id, 'COUNTER', '2024-11-11', '2024-12-01', '2025-11-30', '2024-11-11' from pensioner");
        jdbc.execute("delete from late_fact");

        new TransactionTemplate(context.getBean(PlatformTransactionManager.class)).executeWithoutResult(status -> {
            jdbc.execute(
                    "update certificate set revoked_at = now() where pensioner_id = (select id from pensioner limit 1)");
            jdbc.execute("set local statement_timeout = '20s'");
            jdbc.execute("update certificate set revoked_at = now() where revoked_at is null");
        });

        assertThat(jdbc.queryForObject("select count(distinct bucket) from late_fact", Long.class))
                .isEqualTo(256);
    }

    private static void reconcile(YearMonth month, BucketRange range) {
        new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
                .executeWithoutResult(
                        status -> context.getBean(Reconciliation.class).reconcile(month, range));
    }

    private static void populate(Random random) {
        jdbc.execute(
                "truncate pensioner, pensioner_former_number, certificate, benefit_suspension, finding, pay_period cascade");
        for (YearMonth month : MONTHS) {
            String table = "payment_record_" + month.toString().replace("-", "");
            jdbc.execute("drop table if exists " + table);
            jdbc.queryForList("select ensure_payment_month(?)", month.atDay(1));
            jdbc.execute("create table " + table + "_1 partition of " + table + " for values in (1)");
        }
        for (int n = 0; n < PEOPLE; n++) {
            UUID id = id(n);
            jdbc.update(
                    "insert into pensioner (id, ref, number_index, number_enc, name_index, name_enc, scheme, region,"
                            + " benefit_status, life_status, benefit_fen, bucket) values (?, ?, ?, '', '', '', 'ENTERPRISE',"
                            + " '440100', 'NORMAL', 'ALIVE', 300000, ?)",
                    id,
                    "r" + n,
                    number(n),
                    n % 256);
            for (int i = random.nextInt(3); i >= 0; i--) {
                certify(id, random);
            }
            if (random.nextInt(3) == 0) {
                YearMonth from = MONTHS.get(random.nextInt(4));
                jdbc.update(
                        "insert into benefit_suspension (pensioner_id, bucket, from_month, until_month) values (?, ?, ?, ?)",
                        id,
                        n % 256,
                        from.atDay(1),
                        random.nextBoolean()
                                ? null
                                : from.plusMonths(1 + random.nextInt(3)).atDay(1));
            }
            for (YearMonth month : MONTHS) {
                if (random.nextInt(3) > 0) {
                    jdbc.update(
                            "insert into payment_record (pay_month, bucket, payee_index, amount_fen, kind, import_run_id,"
                                    + " line_no) values (?, ?, ?, 300000, 'REGULAR', 1, 0)",
                            month.atDay(1),
                            n % 256,
                            number(n));
                }
            }
        }
    }

    private static void change(Random random) {
        UUID person = id(random.nextInt(PEOPLE));
        switch (random.nextInt(4)) {
            case 0 -> certify(person, random);
            case 1 -> jdbc.update("update certificate set revoked_at = now() where pensioner_id = ?", person);
            case 2 ->
                jdbc.update(
                        "update certificate set certified_on = certified_on - 90, issued_at = issued_at - interval '90 days'"
                                + " where pensioner_id = ?",
                        person);
            default -> {
                certify(person, random);
                int other = PEOPLE + random.nextInt(1_000_000);
                jdbc.update(
                        "update pensioner set number_index = ?, bucket = ?, updated_at = now() where id = ?",
                        number(other),
                        other % 256,
                        person);
            }
        }
    }

    private static void certify(UUID person, Random random) {
        LocalDate on = LocalDate.of(2023, 6, 1).plusDays(random.nextInt(700));
        jdbc.update(
                "insert into certificate (id, pensioner_id, source, certified_on, valid_from, valid_until, issued_at)"
                        + " values (gen_random_uuid(), ?, 'COUNTER', ?, ?, '2099-12-31', ?)",
                person,
                on,
                on,
                on);
    }

    private static UUID id(int n) {
        return new UUID(n, n);
    }

    private static byte[] number(int n) {
        return Integer.toString(n).getBytes(StandardCharsets.US_ASCII);
    }

    private static String findings() {
        return jdbc.queryForObject(
                "select string_agg(concat_ws(' ', pay_month, kind, subject, bucket, amount_fen, state, detail), e'\n'"
                        + " order by pay_month, kind, subject) from finding",
                String.class);
    }

    private static long history() {
        return jdbc.queryForObject("select count(*) from finding_history", Long.class);
    }
}
