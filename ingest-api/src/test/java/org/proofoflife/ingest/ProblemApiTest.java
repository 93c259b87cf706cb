package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.proofoflife.ingest.ApiClient.Answer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class ProblemApiTest {

    private static final String SECRET = "11010519491231002X";

    @Autowired
    ApiClient api;

    @BeforeEach
    void issueKey() {
        assertThat(api.key()).isNotEmpty();
    }

    @Test
    void aProblemSpeaksTheCallersLanguage() {
        String path = "/api/v1/certifications/" + UUID.randomUUID();
        Answer chinese = api.get(path);
        Answer english = api.get(path, "Accept-Language", "en-US,en;q=0.8");
        Answer other = api.get(path, "Accept-Language", "fr");

        assertThat(chinese.header("Content-Type")).startsWith("application/problem+json");
        assertThat(chinese.text("title")).isEqualTo("没有找到");
        assertThat(english.text("title")).isEqualTo("Not found");
        assertThat(other.text("title")).isEqualTo("没有找到");
        assertThat(english.text("code")).isEqualTo(chinese.text("code")).isEqualTo("NOT_FOUND");
        assertThat(english.text("type")).isEqualTo("urn:proof-of-life:problem:NOT_FOUND");
        assertThat(english.json().path("status").asInt()).isEqualTo(404);
    }

    @Test
    void invalidMembersAreNamedAndNotQuoted() {
        Answer answer = api.post(
                "/api/v1/certifications",
                Map.of("name", "", "number", SECRET + "0".repeat(60), "consentVersion", "2026-01"),
                "Idempotency-Key",
                UUID.randomUUID().toString());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("INVALID_REQUEST");
        assertThat(answer.json().path("violations").findValuesAsString("field"))
                .containsExactlyInAnyOrder("name", "number");
        assertThat(answer.response().body()).doesNotContain(SECRET);
    }

    @Test
    void brokenJsonIsRefusedWithoutBeingQuoted() {
        for (String body : new String[] {
            "{\"number\": \"" + SECRET + "\", ", "[]", "\"" + SECRET + "\"", "", "{\"unknown\": \"" + SECRET + "\"}"
        }) {
            Answer answer = api.send(api.request(
                            "/api/v1/certifications",
                            "Idempotency-Key",
                            UUID.randomUUID().toString())
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body)));
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.text("code")).isEqualTo("INVALID_REQUEST");
            assertThat(answer.response().body()).doesNotContain(SECRET);
        }
    }

    /** Whether it says how long it is, as the first does, or comes in chunks. */
    @Test
    void noBodyIsReadPastItsLimit() {
        byte[] large = ("{\"name\": \"" + "长".repeat(BodyLimit.BYTES) + "\"}").getBytes(StandardCharsets.UTF_8);
        for (String path : new String[] {"/web/self-service/session", "/web/open/centre/code"}) {
            for (BodyPublisher body : new BodyPublisher[] {
                BodyPublishers.ofByteArray(large), BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))
            }) {
                assertProblem(
                        api.send(api.request(path, "X-API-Key", "", "Accept-Language", "en")
                                .header("Content-Type", "application/json")
                                .POST(body)),
                        413,
                        "TOO_LARGE");
            }
        }
        assertProblem(api.put("/api/v1/pensioners/P1", "application/json", large), 413, "TOO_LARGE");
    }

    @Test
    void otherMethodsTypesAndIdsAreCodedToo() {
        assertProblem(api.get("/api/v1/certifications"), 405, "METHOD_NOT_ALLOWED");
        assertProblem(api.get("/api/v1/certifications/not-an-id"), 400, "INVALID_REQUEST");
        assertProblem(
                api.put("/api/v1/pensioners/P1/enrolment?consentVersion=2026-01", "text/plain", bytes("x")),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
        assertProblem(api.put("/api/v1/pensioners/P1/enrolment", "image/jpeg", bytes("x")), 400, "INVALID_REQUEST");
        assertProblem(
                api.get("/api/v1/certifications/" + UUID.randomUUID(), "Accept", "text/csv"), 406, "NOT_ACCEPTABLE");
        assertProblem(api.get("/api/v1/nothing"), 404, "NOT_FOUND");
    }

    @Test
    void nothingThatIdentifiesAPersonIsLogged(CapturedOutput log) {
        brokenJsonIsRefusedWithoutBeingQuoted();
        invalidMembersAreNamedAndNotQuoted();
        api.open("保密姓名", SECRET, UUID.randomUUID().toString());
        assertThat(log.getAll()).doesNotContain(SECRET, "保密姓名", api.key());
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text("code")).isEqualTo(code);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
