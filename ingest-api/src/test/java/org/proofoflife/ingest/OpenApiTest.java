package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.proofoflife.ingest.ApiClient.Answer;
import org.proofoflife.ingest.problem.ProblemCode;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@ApiTest
class OpenApiTest {

    private static final Path COMMITTED = Path.of("web/openapi.json");
    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    @Autowired
    ApiClient api;

    @Test
    void theDescriptionIsOpenApi31AndPublic() {
        JsonNode description = description();
        assertThat(description.path("openapi").asString()).startsWith("3.1");
        assertThat(description.path("paths").propertyNames())
                .contains(
                        "/api/v1/certifications",
                        "/api/v1/certifications/{id}",
                        "/api/v1/certifications/{id}/submission",
                        "/api/v1/certifications/{id}/certificate",
                        "/api/v1/certifications/{id}/appeal",
                        "/api/v1/pensioners/{ref}",
                        "/api/v1/pensioners/{ref}/enrolment");
        assertThat(api.get("/swagger-ui/index.html", "X-API-Key", "").status()).isEqualTo(200);
    }

    @Test
    void everyOperationNamesItsSuccessAndItsProblems() {
        JsonNode description = description();
        description.path("paths").forEach(path -> path.properties().forEach(operation -> {
            JsonNode responses = operation.getValue().path("responses");
            assertThat(responses.has("default")).as(operation.getKey()).isTrue();
            assertThat(responses.propertyNames()).as(operation.getKey()).anyMatch(code -> code.startsWith("2"));
        }));
        assertThat(description
                        .at("/components/schemas/Problem/properties/code/enum")
                        .valueStream()
                        .map(JsonNode::asString))
                .hasSize(ProblemCode.values().length);
    }

    @Test
    void channelsAreShownHowToAuthenticate() {
        assertThat(description().at("/components/securitySchemes/apiKey/name").asString())
                .isEqualTo("X-API-Key");
    }

    @Test
    void noExampleLooksLikeAPerson() {
        // Identity numbers, HKG codes and mobile numbers, wherever they might stand.
        assertThat(description().toString())
                .doesNotContainPattern("\\b\\d{17}[\\dXx]\\b")
                .doesNotContainPattern("(HKG|MAC|TWN)\\d{5,}")
                .doesNotContainPattern("\\b1[3-9]\\d{9}\\b")
                .doesNotContain("张三", "李四");
    }

    /** The pages' types are made from this file: whatever they are not prepared for must not be served. */
    @Test
    void thePagesAreBuiltForWhatIsServed() throws IOException {
        Answer answer = api.get("/v3/api-docs", "X-API-Key", "");
        assertThat(answer.status()).isEqualTo(200);
        Map<String, Object> served = SORTED.readValue(answer.response().body(), new TypeReference<>() {});
        // Names this run's port.
        served.remove("servers");
        String text = SORTED.writerWithDefaultPrettyPrinter().writeValueAsString(served) + "\n";
        if (Boolean.getBoolean("openapi.rewrite")) {
            Files.writeString(COMMITTED, text);
        }
        assertThat(text)
                .as("web/openapi.json is not what the application serves. If the change is meant, run this test with"
                        + " -Dopenapi.rewrite=true, commit the file and mend the pages that no longer compile.")
                .isEqualTo(Files.readString(COMMITTED));
    }

    private JsonNode description() {
        Answer answer = api.get("/v3/api-docs", "X-API-Key", "");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }
}
