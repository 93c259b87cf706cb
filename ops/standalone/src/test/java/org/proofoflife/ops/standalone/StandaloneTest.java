package org.proofoflife.ops.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofoflife.ops.embedded.EmbeddedServerException;

class StandaloneTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void whatWasRegisteredIsThereAfterARestart(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("data");
        String key;
        try (Standalone standalone = Standalone.start(StandaloneSettings.anyPorts(data))) {
            key = standalone.apiKey();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(standalone.apiKeyFile())))
                    .isEqualTo("rw-------");
            assertThat(register(standalone).statusCode()).isEqualTo(200);
            assertThat(get(standalone.batchUrl() + "/actuator/health").statusCode())
                    .isEqualTo(200);

            assertThatThrownBy(() -> Standalone.start(StandaloneSettings.anyPorts(data)))
                    .as("one process at a time")
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("Another process");
        }
        try (MetricsReceiver metrics = new MetricsReceiver()) {
            try (Standalone standalone = Standalone.start(StandaloneSettings.anyPorts(data))) {
                assertThat(standalone.apiKey()).isEqualTo(key);
                HttpResponse<String> opened = open(standalone);
                assertThat(opened.body()).as("registered, but not enrolled").contains("NOT_ENROLLED");
            }
            assertThat(metrics.received())
                    .as("sent at the latest when it ends")
                    .anyMatch(sent -> sent.contains("ingest-api") && sent.contains("http.server.requests"))
                    .anyMatch(sent -> sent.contains("verification-worker") && sent.contains("jvm.memory.used"))
                    .anyMatch(sent -> sent.contains("batch-jobs") && sent.contains("pol.waiting.age"))
                    .allMatch(sent -> sent.contains("service.instance.id"));
        }
        assertThat(Files.readString(data.resolve("log/standalone.log"))).doesNotContain("11010119450307");
    }

    private HttpResponse<String> register(Standalone standalone) throws Exception {
        return send(
                HttpRequest.newBuilder(URI.create(standalone.url() + "/api/v1/pensioners/P1"))
                        .PUT(HttpRequest.BodyPublishers.ofString("""
                                {"number": "110101194503071237", "name": "张三", "scheme": "ENTERPRISE",
                                 "region": "440106", "benefitStatus": "NORMAL", "lifeStatus": "ALIVE"}
                                """)),
                standalone);
    }

    private HttpResponse<String> open(Standalone standalone) throws Exception {
        return send(
                HttpRequest.newBuilder(URI.create(standalone.url() + "/api/v1/certifications"))
                        .header("Idempotency-Key", "restart-test-1")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"number\": \"110101194503071237\", \"name\": \"张三\", \"consentVersion\": \"2026-01\"}")),
                standalone);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, Standalone standalone) throws Exception {
        return http.send(
                request.header("Content-Type", "application/json")
                        .header("X-API-Key", standalone.apiKey())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String url) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
