package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofoflife.ingest.dispatch.WorkQueue;
import org.proofoflife.ops.embedded.DatabaseAccess;
import org.proofoflife.ops.embedded.S3Access;
import org.proofoflife.ops.embedded.TestServices;
import org.proofoflife.storage.channel.Channels;
import org.proofoflife.storage.channel.Scope;
import org.proofoflife.storage.testing.TestDatabase;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The application as it is started alone: told where everything is by its environment, on an empty database. */
class IngestApplicationTest {

    @Test
    void startsFromItsEnvironmentAndRelaysItsWork(@TempDir Path folder) throws Exception {
        Path keyset = folder.resolve("keyset.json");
        DatabaseAccess database = TestDatabase.fresh();
        S3Access store = TestServices.objectStore();
        Map<String, Object> environment = Map.ofEntries(
                Map.entry("POL_DB_URL", database.url()),
                Map.entry("POL_DB_USER", database.user()),
                Map.entry("POL_DB_PASSWORD", database.password()),
                Map.entry("POL_BROKER_URI", TestServices.qpidUri()),
                Map.entry("POL_OBJECTS_ENDPOINT", store.endpoint()),
                Map.entry("POL_OBJECTS_ACCESS_KEY", store.accessKey()),
                Map.entry("POL_OBJECTS_SECRET_KEY", store.secretKey()),
                Map.entry("POL_KEYSET_FILE", keyset.toString()),
                Map.entry("POL_KEYSET_GENERATE", "true"),
                Map.entry("POL_INGEST_PORT", "0"));

        try (ConfigurableApplicationContext application = IngestApplication.builder()
                .initializers(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("environment of the test", environment)))
                .run()) {
            assertThat(keyset).exists();
            assertThat(Files.readString(keyset)).contains("personalData", "blindIndex");
            URI api = URI.create(
                    "http://localhost:" + application.getEnvironment().getProperty("local.server.port") + "/");
            assertThat(status(api.resolve("actuator/health"), null)).isEqualTo(200);
            assertThat(status(api.resolve("api/v1/pensioners/P1/enrolment"), null))
                    .isEqualTo(401);
            String key = application
                    .getBean(Channels.class)
                    .issue("counter", "Counter", EnumSet.allOf(Scope.class), null, "job:test")
                    .apiKey();
            assertThat(status(api.resolve("api/v1/pensioners/P1/enrolment"), key))
                    .isEqualTo(404);
            assertThatTheRelayRuns(application);
        }
    }

    private static void assertThatTheRelayRuns(ConfigurableApplicationContext application) {
        application.getBean(TransactionOperations.class).executeWithoutResult(transaction -> application
                .getBean(WorkQueue.class)
                .verify(UUID.randomUUID(), "2026/01/01/x"));
        JdbcClient jdbc = application.getBean(JdbcClient.class);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> jdbc.sql("select count(*) from outbox where published_at is not null")
                                .query(Integer.class)
                                .single()
                        == 1);
    }

    private static int status(URI uri, @Nullable String key) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (key != null) {
            request.header("X-API-Key", key);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
