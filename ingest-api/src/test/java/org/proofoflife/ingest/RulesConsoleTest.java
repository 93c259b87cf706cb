package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.proofoflife.ingest.ApiClient.Answer;
import org.proofoflife.ingest.review.ConsoleRole;
import org.proofoflife.storage.testing.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rules of the schemes as the console shows them and lets two people change them. */
@ApiTest
class RulesConsoleTest {

    @Autowired
    Staff staff;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void asTheyWere() {
        jdbc.sql("truncate scheme_rule_change").update();
        jdbc.sql("delete from scheme_rule where decided_by like 'user:%'").update();
    }

    @Test
    void oneProposesAnotherApprovesAndEverybodySeesWho() {
        ConsoleUser proposer = staff.with(ConsoleRole.APPROVER);
        ConsoleUser other = staff.with(ConsoleRole.APPROVER);
        assertThat(staff.with(ConsoleRole.REVIEWER)
                        .post("/rules/changes", change(6))
                        .text("code"))
                .isEqualTo("ROLE_MISSING");
        assertThat(proposer.post("/rules/changes", change(61)).text("code")).isEqualTo("INVALID_PERIOD");

        Answer proposed = proposer.post("/rules/changes", change(6));
        assertThat(proposed.status()).isEqualTo(201);
        String votes =
                "/rules/changes/" + proposed.json().path("change").path("id").asString() + "/votes";
        Map<String, Object> yes = Map.of("approve", true);
        assertThat(staff.with(ConsoleRole.ADMINISTRATOR).post(votes, yes).text("code"))
                .isEqualTo("ROLE_MISSING");
        assertThat(proposer.post(votes, yes).text("code")).isEqualTo("OWN_PROPOSAL");
        assertThat(canVote(proposer)).containsExactly("false");
        assertThat(canVote(other)).containsExactly("true");
        assertThat(other.post(votes, yes).status()).isEqualTo(200);

        Answer page = staff.with(ConsoleRole.AUDITOR).get("/rules");
        assertThat(page.json().path("rules").findValuesAsString("periodMonths")).contains("6");
        assertThat(page.json().path("changes").findValuesAsString("decidedBy")).containsExactly(other.actor());
    }

    @Test
    void anAccountOfARegionChangesNoRules() {
        ConsoleUser confined = staff.with(ConsoleRole.APPROVER);
        jdbc.sql("update console_account set region = '44' where login = :login")
                .param("login", confined.login())
                .update();

        assertThat(confined.get("/rules").text("code")).isEqualTo("REGION_CONFINED");
        assertThat(confined.post("/rules/changes", change(6)).text("code")).isEqualTo("REGION_CONFINED");
    }

    private List<String> canVote(ConsoleUser reader) {
        return reader.get("/rules").json().path("changes").findValuesAsString("canVote");
    }

    private Map<String, Object> change(int period) {
        return Map.of(
                "rule",
                Map.of(
                        "scheme",
                        "RESIDENT",
                        "effectiveFrom",
                        YearMonth.now(clock).plusMonths(1).toString(),
                        "periodMonths",
                        period,
                        "graceMonths",
                        0,
                        "highRiskMonths",
                        12,
                        "noticeDays",
                        List.of(60, 30, 7)),
                "reason",
                "a decree");
    }
}
