package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proofoflife.ingest.ApiClient.Answer;
import org.proofoflife.ingest.review.ConsoleRole;
import org.proofoflife.storage.findings.FindingKind;
import org.proofoflife.storage.findings.ProposalKind;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.Registration;
import org.proofoflife.storage.testing.Doubts;
import org.proofoflife.storage.testing.People;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Findings and proposals as the console's pages get and decide them. */
@ApiTest
class FindingsConsoleTest {

    private static final YearMonth MONTH = YearMonth.of(2025, 4);

    @Autowired
    Staff staff;

    @Autowired
    Pensioners pensioners;

    @Autowired
    JdbcClient jdbc;

    private Doubts doubts;
    private Registration person;
    private long finding;
    private ConsoleUser wang;
    private ConsoleUser li;

    @BeforeEach
    void oneFinding() {
        doubts = new Doubts(jdbc);
        person = People.someone();
        finding = doubts.found(FindingKind.DUPLICATE_PAYMENT, MONTH, pensioners.register(person), 350_000);
        wang = staff.with(ConsoleRole.APPROVER);
        li = staff.with(ConsoleRole.APPROVER);
    }

    @Test
    void aListMasksPeopleAndTheDrillDownShowsThemAndIsWrittenDown() {
        Answer list = wang.get("/findings?month=2025-04&kind=DUPLICATE_PAYMENT&region=4401&leastFen=1");
        assertThat(list.response().body())
                .doesNotContain(person.number(), person.name())
                .contains(person.ref(), person.number().substring(14));
        assertThat(list.json().at("/totals/0/kind").asString()).isEqualTo("DUPLICATE_PAYMENT");

        JsonNode file = wang.get("/findings/" + finding).json();
        assertThat(file.at("/person/number").asString()).isEqualTo(person.number());
        assertThat(file.at("/person/name").asString()).isEqualTo(person.name());
        assertThat(file.at("/person/standing/benefitFen").asLong()).isEqualTo(350_000);
        assertThat(file.at("/history/0/reason").asString()).isEqualTo("FOUND");
        assertThat(audited(wang)).contains("LIST_FINDINGS -", "VIEW_FINDING " + finding);
    }

    @Test
    void theExportHoldsNoNames() {
        Answer csv = staff.with(ConsoleRole.AUDITOR).get("/findings/export?month=2025-04");
        assertThat(csv.header("Content-Disposition")).contains("findings-2025-04.csv");
        assertThat(csv.response().body())
                .startsWith("\uFEFFid,month,kind")
                .contains(finding + ",2025-04,DUPLICATE_PAYMENT,OPEN," + person.ref() + ",ENTERPRISE,440106,3500.00,")
                .doesNotContain(person.name(), person.number());
    }

    @Test
    void aBulkOfVotesCountsEachForItselfAndNeedsTwoPeople() {
        UUID theirs = doubts.proposed(ProposalKind.RECOVER, finding, "job:proposeMonth");
        UUID own = doubts.proposed(ProposalKind.SUSPEND, finding, wang.actor());
        UUID nobodys = UUID.randomUUID();

        JsonNode first = wang.post("/proposals/votes", Map.of("ids", List.of(theirs, own, nobodys), "approve", true))
                .json();
        assertThat(first.at("/0/state").asString()).isEqualTo("PROPOSED");
        assertThat(first.at("/1/refusal").asString()).isEqualTo("OWN_PROPOSAL");
        assertThat(first.at("/2/refusal").asString()).isEqualTo("UNKNOWN_PROPOSAL");
        assertThat(vote(wang, theirs, true, "").at("/0/refusal").asString()).isEqualTo("ALREADY_VOTED");
        assertThat(vote(li, theirs, true, "").at("/0/state").asString()).isEqualTo("APPROVED");
        assertThat(vote(li, own, false, " ").at("/0/refusal").asString()).isEqualTo("NOTE_MISSING");
        assertThat(vote(li, own, false, "已退回").at("/0/state").asString()).isEqualTo("REJECTED");
        assertThat(audited(li)).contains("APPROVE " + theirs, "REJECT " + own);
    }

    @Test
    void whatAReviewerProposesIsForOthersToDecide() {
        ConsoleUser reviewer = staff.with(ConsoleRole.REVIEWER);
        Map<String, Object> wish =
                Map.of("kind", "HOME_VISIT", "ref", person.ref(), "month", "2025-05", "amountFen", 0);
        Answer made = reviewer.post("/proposals", wish);
        UUID id = UUID.fromString(made.json().at("/proposal/id").asString());
        assertThat(made.status()).isEqualTo(201);
        assertThat(reviewer.post("/proposals", wish).text("code")).isEqualTo("ALREADY_PROPOSED");
        assertThat(reviewer.post("/proposals/" + id + "/done", Map.of()).text("code"))
                .isEqualTo("NOT_APPROVED");
        assertThat(wang.get("/proposals?mine=true&kind=HOME_VISIT").response().body())
                .contains(id.toString());
        vote(wang, id, true, "");
        assertThat(reviewer.post("/proposals/" + id + "/done", Map.of()).status())
                .isEqualTo(204);
    }

    @Test
    void whatMovesMoneySaysHowMuch() {
        for (String kind : List.of("RECOVER", "PAY_ARREARS")) {
            Map<String, Object> wish = Map.of("kind", kind, "ref", person.ref(), "month", "2025-05", "amountFen", 0);
            Answer refused = wang.post("/proposals", wish);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text("code")).isEqualTo("INVALID_AMOUNT");
        }
    }

    @Test
    void rolesDecideWhoReadsAndWhoDecides() {
        ConsoleUser auditor = staff.with(ConsoleRole.AUDITOR);
        ConsoleUser administrator = staff.with(ConsoleRole.ADMINISTRATOR);
        assertThat(auditor.get("/findings?month=2025-04").status()).isEqualTo(200);
        assertThat(auditor.post("/findings/" + finding + "/confirm", Map.of()).text("code"))
                .isEqualTo("ROLE_MISSING");
        assertThat(auditor.post("/proposals/votes", Map.of("ids", List.of(UUID.randomUUID()), "approve", true))
                        .text("code"))
                .isEqualTo("ROLE_MISSING");
        for (String path : List.of("/findings?month=2025-04", "/findings/" + finding, "/proposals")) {
            assertThat(administrator.get(path).text("code")).as(path).isEqualTo("ROLE_MISSING");
        }
        assertThat(administrator.get("/instruction-files").status()).isEqualTo(200);
        assertThat(wang.post("/findings/" + finding + "/confirm", Map.of("note", "户籍已注销"))
                        .status())
                .isEqualTo(204);
        assertThat(wang.post("/findings/" + finding + "/confirm", Map.of()).text("code"))
                .isEqualTo("NOT_OPEN");
        assertThat(wang.get("/findings?kind=DUE_SOON").status()).isEqualTo(400);
        assertThat(wang.get("/findings/999999999").status()).isEqualTo(404);
    }

    private static JsonNode vote(ConsoleUser user, UUID id, boolean approve, String note) {
        return user.post("/proposals/votes", Map.of("ids", List.of(id), "approve", approve, "note", note))
                .json();
    }

    private List<String> audited(ConsoleUser user) {
        return jdbc.sql("select action || ' ' || entity_id from audit_log where actor = :actor")
                .param("actor", user.actor())
                .query(String.class)
                .list();
    }
}
