package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.proofoflife.ingest.ApiClient.Answer;
import org.proofoflife.ingest.problem.ProblemCode;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ApiTest
class OpenApiTest {

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

    private JsonNode description() {
        Answer answer = api.get("/v3/api-docs", "X-API-Key", "");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }
}
