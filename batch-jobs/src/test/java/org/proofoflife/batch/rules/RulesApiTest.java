package org.proofoflife.batch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.YearMonth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.proofoflife.batch.testing.Api;
import org.proofoflife.batch.testing.BatchTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@BatchTest
class RulesApiTest {

    @LocalServerPort
    int port;

    @Autowired
    Clock clock;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void asTheyWere() {
        jdbc.sql("truncate scheme_rule_change").update();
        jdbc.sql("delete from scheme_rule where decided_by like 'user:%'").update();
    }

    @Test
    void anAdministratorProposesAndAnApproverDecides() {
        Api admin = new Api(port, "admin");
        String wish = change(YearMonth.now(clock).plusMonths(1), 6);
        assertThat(new Api(port, "auditor").post("/rules/changes", wish).status())
                .isEqualTo(403);
        assertThat(new Api(port, "operator").post("/rules/changes", wish).status())
                .isEqualTo(403);

        Api.Answer proposed = admin.post("/rules/changes", wish);
        assertThat(proposed.status()).isEqualTo(201);
        String votes = "/rules/changes/" + proposed.body().path("id").asString() + "/votes";
        assertThat(admin.post(votes, "{\"approve\":true}").status()).isEqualTo(403);
        assertThat(new Api(port, "wang").post(votes, "{\"approve\":false}").code())
                .isEqualTo("NOTE_MISSING");
        assertThat(new Api(port, "wang")
                        .post(votes, "{\"approve\":true}")
                        .body()
                        .path("decidedBy")
                        .asString())
                .isEqualTo("user:wang");

        assertThat(new Api(port, "auditor").get("/rules").body().findValuesAsString("periodMonths"))
                .contains("6");
        assertThat(new Api(port, "auditor").get("/rules/changes").body()).hasSize(1);
    }

    @Test
    void badValuesAreRefusedWithACode() {
        Api admin = new Api(port, "admin");
        YearMonth next = YearMonth.now(clock).plusMonths(1);
        assertThat(admin.post("/rules/changes", change(next, 0)).code()).isEqualTo("INVALID_PERIOD");
        assertThat(admin.post("/rules/changes", change(next.minusMonths(1), 6)).code())
                .isEqualTo("MONTH_BEGUN");
        assertThat(admin.post("/rules/changes", change(next, 6).replace(next.toString(), "2031-13"))
                        .code())
                .isEqualTo("INVALID_MONTH");
        assertThat(admin.post("/rules/changes", "{\"reason\":\"x\"}").status()).isEqualTo(400);
    }

    private static String change(YearMonth from, int period) {
        return """
                {"rule":{"scheme":"RESIDENT","effectiveFrom":"%s","periodMonths":%d,"graceMonths":0,
                "highRiskMonths":12,"noticeDays":[60,30,7]},"reason":"a decree"}""".formatted(from, period);
    }
}
