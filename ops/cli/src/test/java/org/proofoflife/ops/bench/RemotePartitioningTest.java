package org.proofoflife.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofoflife.ops.embedded.TestServices;
import org.proofoflife.storage.crypto.Keys;

/** Two batch processes share the partitions over a real RabbitMQ; one is killed inside a partition. */
class RemotePartitioningTest {

    private static final YearMonth MONTH = YearMonth.now().minusMonths(1);

    @TempDir
    Path folder;

    @Test
    void bothWorkAndTheRunOutlivesOneOfThem() throws Exception {
        Keys keys = Keys.generate();
        Population population = new Population(8_000, MONTH, folder.resolve("files"), keys.blindIndex()::number);
        population.write();
        Map<String, String> settings = Map.of(
                "IMPORTS_WORKFOLDER", folder.resolve("work").toString(),
                "PARTITION_REMOTE", "true",
                "PARTITION_THREADS", "1",
                "PARTITION_POLL", "100ms",
                "PARTITION_QUEUE", "partitions-" + UUID.randomUUID(),
                "RECONCILIATION_PEOPLEPERPARTITION", "130",
                "SPRING_RABBITMQ_ADDRESSES", TestServices.rabbitMqUri());
        Path helperSaid = Files.createFile(folder.resolve("helper.log"));
        Path managerSaid = Files.createFile(folder.resolve("manager.log"));
        try (BenchDatabase database = new BenchDatabase();
                Connection connection = database.connect();
                ChildProcess helper =
                        ChildProcess.start(database.access(), keys.toJson(), helperSaid, settings, "serve")) {
            await().atMost(Duration.ofMinutes(5)).until(() -> ChildProcess.said(helperSaid, BatchProcess.READY)
                    .isPresent());
            try (ChildProcess manager = ChildProcess.start(
                    database.access(),
                    keys.toJson(),
                    managerSaid,
                    settings,
                    "work",
                    folder.resolve("files").toString(),
                    MONTH.toString())) {
                await().atMost(Duration.ofMinutes(8))
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> {
                            assertThat(manager.isAlive())
                                    .as(() -> read(managerSaid))
                                    .isTrue();
                            return doneBy(connection).size() == 2;
                        });
                killInsideAPartition(connection, helper);
                manager.awaitSuccess(10);
            }
            assertThat(
                            number(
                                    connection,
                                    "select count(*) from batch_step_execution where step_name like 'reconcileBuckets:%' and status <> 'COMPLETED'"))
                    .isZero();
            assertThat(doneBy(connection).values()).allMatch(partitions -> partitions > 0);
            Comparison comparison = Comparison.of(connection, population.planted());
            assertThat(comparison.missed()).isZero();
            assertThat(comparison.extra()).isZero();
            assertThat(comparison.planted()).isPositive();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A lock on the findings holds both processes inside the partition they are at. */
    private static void killInsideAPartition(Connection connection, ChildProcess helper) throws Exception {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table finding in exclusive mode");
        }
        await().atMost(Duration.ofMinutes(2))
                .until(() -> number(
                                connection,
                                "select count(*) from pg_locks where not granted and relation = 'finding'::regclass")
                        == 2);
        helper.kill();
        connection.rollback();
        connection.setAutoCommit(true);
    }

    private static Map<String, Long> doneBy(Connection connection) throws SQLException {
        Map<String, Long> done = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select exit_message, count(*) from batch_step_execution"
                        + " where step_name like 'reconcileBuckets:%' and status = 'COMPLETED' group by 1")) {
            while (rows.next()) {
                done.put(rows.getString(1), rows.getLong(2));
            }
        }
        return done;
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
