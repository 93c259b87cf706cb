package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proofoflife.ingest.ApiClient.Answer;
import org.proofoflife.ingest.review.ConsoleRole;
import org.proofoflife.storage.certification.CaseFaces;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.certification.Claim;
import org.proofoflife.storage.certification.Decision;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.certification.Submission;
import org.proofoflife.storage.findings.FindingKind;
import org.proofoflife.storage.findings.ProposalKind;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.Registration;
import org.proofoflife.storage.rules.RuleVersion;
import org.proofoflife.storage.testing.Doubts;
import org.proofoflife.storage.testing.People;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What an account of one county sees of the others: nothing. */
@ApiTest
class RegionTest {

    private static final YearMonth MONTH = YearMonth.of(2024, 9);
    private static final String CONSOLE = "/web/console";
    private static final RuleVersion RULE = new RuleVersion("EMPLOYEE", "2999-01", 12, 0, 12, List.of(30));
    private static final Set<String> OWN = Set.of("/session", "/first-sign-on", "/first-sign-on/secret", "/password");

    /** Somebody with a case, a finding and a proposal. */
    private record Doubted(String ref, UUID certification, long finding, UUID proposal) {}

    @Autowired
    Staff staff;

    @Autowired
    People people;

    @Autowired
    Pensioners pensioners;

    @Autowired
    CertificationMoves moves;

    @Autowired
    CaseFaces faces;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private ConsoleUser administrator;
    private ConsoleUser colleague;
    private ConsoleUser county;
    private Doubted theirs;
    private Doubted elsewhere;

    @BeforeEach
    void twoCounties() {
        people.channel(null);
        elsewhere = doubted("330102", List.of());
        theirs = doubted("440106", List.of(new CaseFaces.Alike(elsewhere.certification(), 5)));
        administrator = staff.with(ConsoleRole.ADMINISTRATOR);
        colleague = staff.with(ConsoleRole.ADMINISTRATOR);
        county = staff.with(ConsoleRole.values());
        confine("4401");
    }

    /** Every call of the console by somebody confined elsewhere. @return what each answered */
    private Map<String, String> walk() {
        Map<String, String> answers = new TreeMap<>();
        mappings.getHandlerMethods().keySet().forEach(mapping -> mapping.getPatternValues().stream()
                .filter(path -> path.startsWith(CONSOLE) && !OWN.contains(path.substring(CONSOLE.length())))
                .forEach(path -> {
                    RequestMethod method = mapping.getMethodsCondition()
                            .getMethods()
                            .iterator()
                            .next();
                    Answer answer = call(method, path.substring(CONSOLE.length()));
                    if (answer.status() < 300) {
                        assertShowsOnlyTheirs(path, answer);
                        answers.put(method + " " + path.substring(CONSOLE.length()), "shown");
                    } else {
                        answers.put(
                                method + " " + path.substring(CONSOLE.length()),
                                answer.status() + " " + answer.text("code"));
                    }
                }));
        return answers;
    }

    private static void assertGuarded(Map<String, String> answers) {
        assertThat(answers).hasSizeGreaterThan(30);
        assertThat(answers.values()).containsOnly("shown", "404 NOT_FOUND", "403 REGION_CONFINED");
        assertThat(answers.entrySet().stream().filter(it -> it.getValue().equals("shown")))
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(
                        "GET /cases",
                        "GET /findings",
                        "GET /findings/choices",
                        "GET /findings/export",
                        "GET /proposals",
                        "POST /proposals/votes");
        assertThat(answers.entrySet().stream()
                        .filter(it -> it.getValue().startsWith("404"))
                        .map(it -> it.getKey().split("/")[1]))
                .containsOnly("cases", "findings", "proposals");
    }

    /** As somebody would write it who does not know of regions. */
    private final class Unguarded {
        @ResponseBody
        List<String> tells() {
            return List.of(elsewhere.ref());
        }

        @ResponseBody
        List<String> answers() {
            return List.of();
        }
    }

    @ParameterizedTest
    @CsvSource({"tells, GET", "tells, POST", "answers, GET", "answers, DELETE"})
    void aCallThatKnowsNoRegionsIsFound(String handler, RequestMethod method) throws NoSuchMethodException {
        assertGuarded(walk());
        RequestMappingInfo unguarded = RequestMappingInfo.paths(CONSOLE + "/unguarded")
                .methods(method)
                .options(mappings.getBuilderConfiguration())
                .build();
        mappings.registerMapping(unguarded, new Unguarded(), Unguarded.class.getDeclaredMethod(handler));
        try {
            assertThatThrownBy(() -> assertGuarded(walk()))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("/unguarded");
        } finally {
            mappings.unregisterMapping(unguarded);
        }
    }

    @Test
    void noCallOfTheConsoleAnswersWithAnythingOfAnotherRegion() {
        assertGuarded(walk());
        assertThat(jdbc.sql("""
                                select (select count(*) from review_claim where certification_id = :case)
                                    + (select count(*) from approval where proposal_id = :proposal)
                                    + (select count(*) from finding where id = :finding and state <> 'OPEN')""")
                        .param("case", elsewhere.certification())
                        .param("proposal", elsewhere.proposal())
                        .param("finding", elsewhere.finding())
                        .query(Long.class)
                        .single())
                .as("done to the other region")
                .isZero();
        assertThat(jdbc.sql("""
                                select distinct entity || ' ' || entity_id from audit_log
                                where actor = :actor and action = 'REFUSED_BY_REGION'""")
                        .param("actor", county.actor())
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(
                        "certification " + elsewhere.certification(),
                        "finding " + elsewhere.finding(),
                        "proposal " + elsewhere.proposal(),
                        "pensioner " + elsewhere.ref());
    }

    private Answer call(RequestMethod method, String path) {
        String item = path.startsWith("/findings")
                ? Long.toString(elsewhere.finding())
                : (path.startsWith("/proposals") ? elsewhere.proposal() : elsewhere.certification()).toString();
        String filled = path.replace("{id}", item).replace("{number}", "1").replace("{name}", "a.jpg")
                + (path.matches("/findings(/export)?") ? "?month=" + MONTH : "");
        return switch (method) {
            case GET -> county.get(filled);
            case POST -> county.post(filled, body(path));
            case PUT -> county.put(filled, body(path));
            case DELETE -> county.delete(filled);
            default -> throw new AssertionError(method);
        };
    }

    /** What each call wants, lest it complains before it looks at the region. */
    private Map<String, ?> body(String path) {
        return switch (path.replaceAll("\\{\\w+}", "-")) {
            case "/cases/-/verdict" -> Map.of("outcome", "CERTIFIED");
            case "/cases/-/second" -> Map.of("agrees", true);
            case "/proposals" -> Map.of("kind", "NOTIFY", "ref", elsewhere.ref(), "month", "2024-10", "amountFen", 0);
            case "/proposals/votes" -> Map.of("ids", List.of(elsewhere.proposal()), "approve", true);
            case "/account-proposals/-/vote", "/rules/changes/-/votes" -> Map.of("approve", true);
            case "/rules/changes" -> Map.of("rule", RULE, "reason", "Decree 1");
            case "/accounts/-/roles" -> Map.of("roles", List.of("AUDITOR"));
            case "/accounts" -> Map.of("login", "any-body", "displayName", "Any", "roles", List.of("AUDITOR"));
            case "/channels" -> Map.of("id", "any-channel", "name", "Any", "scopes", List.of("CERTIFY"));
            case "/channels/-/key" -> Map.of("seen", 0, "overlapHours", 0);
            case "/channels/-/webhook-secret" -> Map.of("seen", 0);
            default -> Map.of();
        };
    }

    private void assertShowsOnlyTheirs(String path, Answer answer) {
        String body = answer.response().body();
        if (path.endsWith("/votes")) {
            assertThat(answer.json().at("/0/refusal").asString()).isEqualTo("UNKNOWN_PROPOSAL");
            assertThat(answer.json().at("/0").has("state")).isFalse();
            return;
        }
        assertThat(body)
                .as(path)
                .doesNotContain(
                        elsewhere.certification().toString(),
                        elsewhere.proposal().toString(),
                        "330102")
                .doesNotContainPattern("\\b" + elsewhere.ref() + "\\b");
    }

    @Test
    void listsAndCountsAreOfTheRegionAndOfWhatIsAskedForInIt() {
        assertThat(county.get("/cases").json().path("total").asInt()).isEqualTo(count("4401"));
        assertThat(count("33")).isPositive();
        assertThat(county.get("/findings?month=" + MONTH + "&region=44")
                        .response()
                        .body())
                .contains(theirs.ref())
                .doesNotContain("330102");
        assertThat(county.get("/findings?month=" + MONTH + "&region=440105")
                        .json()
                        .at("/lines")
                        .size())
                .isZero();
        assertThat(county.get("/findings?month=" + MONTH + "&region=33").text("code"))
                .isEqualTo("REGION_CONFINED");
        assertThat(county.get("/proposals?region=33").text("code")).isEqualTo("REGION_CONFINED");
        assertThat(county.get("/cases/" + theirs.certification()).status()).isEqualTo(200);
        assertThat(county.get("/findings/" + theirs.finding()).status()).isEqualTo(200);
    }

    @Test
    void theSameFaceOfAnotherRegionIsToldWithoutAWayToIt() {
        Answer file = county.get("/cases/" + theirs.certification());
        assertThat(file.json().at("/sameFace/0/similarity").asDouble()).isGreaterThan(0.9);
        assertThat(file.response().body())
                .doesNotContain(elsewhere.certification().toString(), "personRef\":\"" + elsewhere.ref());
        confine(null);
        assertThat(county.get("/cases/" + theirs.certification())
                        .json()
                        .at("/sameFace/0/personRef")
                        .asString())
                .isEqualTo(elsewhere.ref());
    }

    @Test
    void aRegionHoldsFromTheNextRequestOnAndIsWrittenDown() {
        assertThat(county.get("/session").text("region")).isEqualTo("4401");
        confine("330102");
        assertThat(county.get("/cases/" + elsewhere.certification()).status()).isEqualTo(200);
        assertThat(county.get("/cases/" + theirs.certification()).status()).isEqualTo(404);
        confine(null);
        assertThat(county.get("/cases/" + theirs.certification()).status()).isEqualTo(200);
        assertThat(county.get("/dashboard").status()).isEqualTo(200);
        assertThat(jdbc.sql(
                                "select detail ->> 'region' from audit_log where action = 'CONFINE_ACCOUNT' and entity_id = :id"
                                        + " order by id")
                        .param("id", county.id().toString())
                        .query(String.class)
                        .list())
                .containsExactly("4401", "330102", "");
    }

    @Test
    void whatIsNoRegionAndOnesOwnAccountAreRefused() {
        for (String wrong : List.of("", "4", "440", "44010", "4401061", "GD")) {
            assertThat(put(county.id(), wrong).text("code")).as(wrong).isEqualTo("INVALID_REQUEST");
        }
        assertThat(put(administrator.id(), "44").text("code")).isEqualTo("OWN_ACCOUNT");
        assertThat(put(UUID.randomUUID(), "44").text("code")).isEqualTo("NOT_FOUND");
    }

    private Doubted doubted(String region, List<CaseFaces.Alike> alike) {
        Registration person = People.someone();
        UUID id = pensioners.register(person);
        jdbc.sql("update pensioner set region = :region where id = :id")
                .param("region", region)
                .param("id", id)
                .update();
        UUID certification = people.openCertification(id);
        // Another clip than that of any other test: the same again is a replay.
        byte[] hash = ByteBuffer.allocate(32)
                .putLong(certification.getMostSignificantBits())
                .array();
        moves.submit(new Submission(certification, hash, 1, "video/mp4", false, null), "channel:" + People.CHANNEL);
        Claim claim = moves.claim(certification, "test-worker", Duration.ofMinutes(1), false)
                .orElseThrow();
        OutcomeCode outcome = OutcomeCode.MATCH_UNCERTAIN;
        transactions.executeWithoutResult(status -> {
            moves.settle(claim, new Decision(outcome, List.of(outcome), "test", Map.of(), "[]", null, new byte[32], 1));
            faces.keep(claim, new byte[] {1, 0}, alike);
        });
        Doubts doubts = new Doubts(jdbc);
        long finding = doubts.found(FindingKind.DUPLICATE_PAYMENT, MONTH, id, 350_000);
        return new Doubted(
                person.ref(), certification, finding, doubts.proposed(ProposalKind.RECOVER, finding, "job:test"));
    }

    private void confine(@Nullable String region) {
        Answer wished = put(county.id(), region);
        assertThat(wished.status()).isEqualTo(200);
        if (wished.json().path("waits").asBoolean()) {
            UUID proposal = jdbc.sql("select id from account_proposal where state = 'PROPOSED' and account_id = :id")
                    .param("id", county.id())
                    .query(UUID.class)
                    .single();
            assertThat(colleague
                            .post("/account-proposals/" + proposal + "/vote", Map.of("approve", true))
                            .status())
                    .isEqualTo(200);
        }
    }

    private Answer put(UUID id, @Nullable String region) {
        return administrator.put("/accounts/" + id + "/region", region == null ? Map.of() : Map.of("region", region));
    }

    private int count(String region) {
        return jdbc.sql("""
                        select count(*) from certification c join pensioner p on p.id = c.pensioner_id
                        where c.state = 'UNDER_REVIEW' and p.region like :region || '%'""").param("region", region).query(Integer.class).single();
    }
}
