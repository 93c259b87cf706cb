package org.proofoflife.batch.proposals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.YearMonth;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proofoflife.batch.testing.Api;
import org.proofoflife.batch.testing.BatchTest;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectStore.Bucket;
import org.proofoflife.storage.testing.People;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@BatchTest
class ProposalsTest {

    private static final YearMonth MONTH = YearMonth.of(2026, 3);

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    Proposing proposing;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ObjectStore objects;

    @BeforeEach
    void clean() throws IOException {
        jdbc.sql("truncate finding, finding_history, approval, proposal, instruction_file, benefit_suspension")
                .update();
        objects.ensureBuckets(EnumSet.allOf(Bucket.class));
    }

    @Test
    void proposesWhatAFindingAsksForOnce() {
        UUID late = people.registered();
        UUID twice = people.registered();
        finding("PAID_UNCERTIFIED", late, 350_000);
        finding("DUPLICATE_PAYMENT", twice, 350_000);
        finding("DUE_SOON", twice, 0);

        assertThat(proposing.propose(MONTH)).isEqualTo(4);
        assertThat(proposing.propose(MONTH)).isZero();

        assertThat(kinds(late)).containsExactly("HOME_VISIT 2026-04-01 0", "SUSPEND 2026-04-01 0");
        assertThat(kinds(twice)).containsExactly("NOTIFY 2026-04-01 0", "RECOVER 2026-03-01 350000");
    }

    @Test
    void amountsThatDisagreeAreRecoveredOrPaidAsTheyPoint() {
        UUID tooMuch = people.registered();
        UUID tooLittle = people.registered();
        finding("AMOUNT_MISMATCH", tooMuch, 100, "{\"paidFen\": 600, \"benefitFen\": 500}");
        finding("AMOUNT_MISMATCH", tooLittle, 100, "{\"paidFen\": 400, \"benefitFen\": 500}");

        proposing.propose(MONTH);

        assertThat(kinds(tooMuch)).containsExactly("RECOVER 2026-03-01 100");
        assertThat(kinds(tooLittle)).containsExactly("PAY_ARREARS 2026-03-01 100");
    }

    @Test
    void aMendedFindingTakesItsProposalsBack() {
        UUID person = people.registered();
        long finding = finding("DUPLICATE_PAYMENT", person, 350_000);
        proposing.propose(MONTH);
        jdbc.sql("update finding set state = 'CLOSED' where id = :id")
                .param("id", finding)
                .update();

        proposing.propose(MONTH);

        assertThat(jdbc.sql("select state from proposal").query(String.class).list())
                .containsExactly("WITHDRAWN");
    }

    @Test
    void whatTakesMoneyAwayNeedsTwoPeople() {
        UUID proposal = proposed("DUPLICATE_PAYMENT", "RECOVER");

        assertThat(vote("wang", proposal, true).body().path("state").asString()).isEqualTo("PROPOSED");
        assertThat(vote("wang", proposal, true).code()).isEqualTo("ALREADY_VOTED");
        assertThat(vote("admin", proposal, true).status()).isEqualTo(403);
        assertThat(vote("li", proposal, true).body().path("state").asString()).isEqualTo("APPROVED");
        assertThat(vote("li", proposal, true).code()).isEqualTo("NOT_OPEN");
    }

    @Test
    void whatGivesMoneyNeedsOne() {
        assertThat(vote("wang", proposed("ARREARS_DUE", "PAY_ARREARS"), true)
                        .body()
                        .path("state")
                        .asString())
                .isEqualTo("APPROVED");
    }

    @Test
    void oneRefusalRejectsAndSaysWhy() {
        UUID proposal = proposed("DUPLICATE_PAYMENT", "RECOVER");

        assertThat(vote("wang", proposal, false).code()).isEqualTo("NOTE_MISSING");
        Api.Answer refused =
                new Api(port, "wang").post("/proposals/" + proposal + "/votes", "{\"approve\":false,\"note\":\"已退回\"}");

        assertThat(refused.body().path("state").asString()).isEqualTo("REJECTED");
        assertThat(proposing.propose(MONTH))
                .as("a rejected proposal is not made again")
                .isZero();
    }

    @Test
    void nobodyVotesOnTheirOwnProposal() {
        UUID person = people.registered();
        String ref = jdbc.sql("select ref from pensioner where id = :id")
                .param("id", person)
                .query(String.class)
                .single();
        JsonNode own = new Api(port, "wang")
                .post(
                        "/proposals",
                        "{\"kind\":\"SUSPEND\",\"ref\":\"" + ref + "\",\"month\":\"2026-04\",\"amountFen\":0}")
                .body();
        UUID id = UUID.fromString(own.path("id").asString());

        assertThat(vote("wang", id, true).code()).isEqualTo("OWN_PROPOSAL");
        assertThat(vote("li", id, true).body().path("state").asString()).isEqualTo("PROPOSED");
    }

    @Test
    void approvedProposalsAreExportedSignedAndAcknowledgedOnce() throws Exception {
        UUID suspend = proposed("PAID_UNCERTIFIED", "SUSPEND");
        vote("wang", suspend, true);
        vote("li", suspend, true);
        UUID arrears = proposed("ARREARS_DUE", "PAY_ARREARS");
        vote("wang", arrears, true);

        Api admin = new Api(port, "admin");
        Api.Answer exported = admin.post("/instruction-files?month=2026-03", "");

        assertThat(exported.status()).isEqualTo(201);
        assertThat(exported.body().path("rows").asInt()).isEqualTo(2);
        assertThat(exported.body().path("amountFen").asLong()).isEqualTo(350_000);
        assertThat(admin.post("/instruction-files?month=2026-03", "").code()).isEqualTo("NOTHING_APPROVED");
        byte[] content = object(exported.body().path("objectKey").asString());
        byte[] signature = Base64.getDecoder()
                .decode(object(exported.body().path("objectKey").asString() + ".sig"));
        assertThat(verifies(content, signature)).isTrue();
        content[10] ^= 1;
        assertThat(verifies(content, signature)).isFalse();

        String path = "/instruction-files/" + exported.body().path("number").asLong() + "/return";
        assertThat(answer(path, "R,1,1\n1,00\n").code()).isEqualTo("ROWS_MISMATCH");
        assertThat(answer(path, "R,1,2\n1,00\n1,00\n").code()).isEqualTo("MALFORMED_RETURN");
        // Line 1 is the arrears, line 2 the suspension: kinds are in order.
        assertThat(answer(path, "R,1,2\n1,E17\n2,00\n").body().path("state").asString())
                .isEqualTo("ACKNOWLEDGED");
        assertThat(answer(path, "R,1,2\n1,E17\n2,00\n").status()).isEqualTo(200);
        assertThat(answer(path, "R,1,2\n1,00\n2,00\n").code()).isEqualTo("ALREADY_ACKNOWLEDGED");
        assertThat(state(suspend)).isEqualTo("DONE");
        assertThat(state(arrears)).isEqualTo("FAILED");
        assertThat(jdbc.sql("select from_month::text from benefit_suspension where until_month is null")
                        .query(String.class)
                        .list())
                .containsExactly("2026-04-01");
    }

    @Test
    void aPersonConfirmsAFindingOnce() {
        long finding = finding("PAID_AFTER_DEATH", people.registered(), 350_000);
        Api wang = new Api(port, "wang");

        assertThat(wang.post("/findings/" + finding + "/confirm", "{\"note\":\"户籍已注销\"}")
                        .status())
                .isEqualTo(204);
        assertThat(wang.post("/findings/" + finding + "/confirm", "{}").code()).isEqualTo("NOT_OPEN");
        assertThat(wang.get("/months/2026-03/findings?state=CONFIRMED").body()).hasSize(1);
        assertThat(wang.get("/findings/" + finding + "/history")
                        .body()
                        .get(0)
                        .path("actor")
                        .asString())
                .isEqualTo("user:wang");
    }

    private UUID proposed(String finding, String kind) {
        finding(finding, people.registered(), 350_000);
        proposing.propose(MONTH);
        return jdbc.sql("select id from proposal where kind = :kind")
                .param("kind", kind)
                .query(UUID.class)
                .single();
    }

    private Api.Answer vote(String account, UUID proposal, boolean approve) {
        return new Api(port, account).post("/proposals/" + proposal + "/votes", "{\"approve\":" + approve + "}");
    }

    private Api.Answer answer(String path, String content) {
        return new Api(port, "admin").post(path, content, "text/csv");
    }

    private long finding(String kind, UUID person, long amount) {
        return finding(kind, person, amount, "{}");
    }

    private long finding(String kind, UUID person, long amount, String detail) {
        return jdbc.sql("""
                        insert into finding (pay_month, kind, subject, pensioner_id, bucket, amount_fen, state, detail, opened_at, updated_at)
                        values (:month, :kind, :subject, :person, 0, :amount, 'OPEN', :detail::jsonb, now(), now()) returning id""")
                .param("month", MONTH.atDay(1))
                .param("kind", kind)
                .param("subject", person.toString())
                .param("person", person)
                .param("amount", amount)
                .param("detail", detail)
                .query(Long.class)
                .single();
    }

    private List<String> kinds(UUID person) {
        return jdbc.sql(
                        "select kind || ' ' || pay_month || ' ' || amount_fen from proposal where pensioner_id = :id order by 1")
                .param("id", person)
                .query(String.class)
                .list();
    }

    private String state(UUID proposal) {
        return jdbc.sql("select state from proposal where id = :id")
                .param("id", proposal)
                .query(String.class)
                .single();
    }

    private byte[] object(String key) throws IOException {
        try (var in = objects.get(Bucket.REPORTS, key)) {
            return in.readAllBytes();
        }
    }

    private boolean verifies(byte[] content, byte[] signature) throws GeneralSecurityException {
        String key = new Api(port, "auditor")
                .get("/instruction-files/key")
                .body()
                .path("publicKey")
                .asString();
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(
                        new X509EncodedKeySpec(Base64.getDecoder().decode(key.getBytes(StandardCharsets.US_ASCII)))));
        verifier.update(content);
        return verifier.verify(signature);
    }
}
