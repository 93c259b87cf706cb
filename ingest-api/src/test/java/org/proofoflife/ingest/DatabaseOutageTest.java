package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.proofoflife.ingest.ApiClient.Answer;
import org.proofoflife.ingest.webpages.SessionKind;
import org.proofoflife.ops.embedded.TestServices;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What callers are told, and the log, while the database takes no connection. */
@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class DatabaseOutageTest {

    private static final String SESSION = SessionKind.CONSOLE.cookie() + "=not-known";
    private static final Map<String, String> LOGIN = Map.of("login", "a", "password", "b", "code", "123456");

    @Autowired
    ApiClient api;

    @Autowired
    HikariDataSource pool;

    private String database;

    @BeforeEach
    void closed() throws SQLException {
        assertThat(api.key()).isNotEmpty();
        try (Connection connection = pool.getConnection()) {
            database = connection.getCatalog();
        }
        administer("alter database \"" + database + "\" allow_connections false");
        administer("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + database + "'");
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    @AfterEach
    void opened() throws SQLException {
        administer("alter database \"" + database + "\" allow_connections true");
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    @Test
    void everyCallerIsToldToComeBackAndTheLogSaysItInALine(CapturedOutput log) {
        // At once: each waits for a connection as long as a caller would.
        List<Answer> answers = Stream.<Supplier<Answer>>of(
                        () -> api.get("/api/v1/certifications/" + UUID.randomUUID()),
                        () -> api.get("/web/console/dashboard", "X-API-Key", "", "Cookie", SESSION),
                        () -> api.post("/web/open/console/session", LOGIN))
                .map(CompletableFuture::supplyAsync)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers).allSatisfy(DatabaseOutageTest::assertPutOff);
        assertThat(answers.get(0).text("title")).isEqualTo("系统繁忙");
        assertThat(log.getAll())
                .contains("the database or the object store does not answer")
                .doesNotContain("\tat org.proofoflife.ingest.channel", "Servlet.service()", "A call failed");
    }

    private static void assertPutOff(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("code")).isEqualTo("TEMPORARILY_UNAVAILABLE");
    }

    /** By another database of the same server. */
    private static void administer(String sql) throws SQLException {
        try (Connection connection = TestServices.freshDatabase().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
