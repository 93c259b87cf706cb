package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.proofoflife.ingest.ApiClient.Answer;
import org.proofoflife.ingest.review.ConsoleRole;
import org.proofoflife.storage.testing.People;
import org.springframework.beans.factory.annotation.Autowired;

/** Passwords and puzzles as somebody may send them without the pages. */
@ApiTest
class PasswordApiTest {

    @Autowired
    Staff staff;

    @Autowired
    ApiClient api;

    /** 28 characters, 84 bytes. */
    private static final String LONG = "养老金".repeat(9) + "长";

    @Test
    void aPasswordThatBcryptDoesNotTakeIsRefused() {
        Answer centre = api.post(
                "/web/open/centre/password",
                Map.of("name", "测试", "number", People.someone().number(), "code", "123456", "password", LONG),
                "X-API-Key",
                "");
        assertInvalid(centre, "password");
        assertThat(centre.response().body()).contains("24 个汉字").doesNotContain(LONG);

        ConsoleUser administrator = staff.with(ConsoleRole.ADMINISTRATOR);
        assertInvalid(administrator.post("/first-sign-on", Map.of("password", LONG, "code", "123456")), "password");
    }

    @Test
    void aPuzzleWithoutAnAnswerIsRefused() {
        Map<String, Object> solution = new HashMap<>();
        solution.put("challenge", "x");
        solution.put("number", null);
        assertInvalid(
                api.post(
                        "/web/open/centre/code",
                        Map.of(
                                "name",
                                "测试",
                                "number",
                                People.someone().number(),
                                "phone",
                                "13800001234",
                                "captcha",
                                solution),
                        "X-API-Key",
                        ""),
                "captcha.number");
    }

    private static void assertInvalid(Answer answer, String field) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("INVALID_REQUEST");
        assertThat(answer.json().path("violations").findValuesAsString("field")).containsExactly(field);
    }
}
