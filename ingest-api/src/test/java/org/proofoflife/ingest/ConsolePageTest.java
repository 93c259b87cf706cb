package org.proofoflife.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.proofoflife.ingest.review.ConsoleAccounts;
import org.proofoflife.ingest.review.ConsoleRole;
import org.proofoflife.storage.certification.CaseFaces;
import org.proofoflife.storage.certification.Certification;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.certification.CertificationState;
import org.proofoflife.storage.certification.Certifications;
import org.proofoflife.storage.certification.Claim;
import org.proofoflife.storage.certification.Decision;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.certification.Submission;
import org.proofoflife.storage.findings.FindingKind;
import org.proofoflife.storage.findings.Proposal;
import org.proofoflife.storage.findings.ProposalKind;
import org.proofoflife.storage.findings.ProposalState;
import org.proofoflife.storage.findings.Proposals;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectStore.Bucket;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.Registration;
import org.proofoflife.storage.testing.Doubts;
import org.proofoflife.storage.testing.People;
import org.proofoflife.storage.testing.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Reviewer, second person and auditor in front of a real browser. */
@ApiTest
@Import(Browser.class)
class ConsolePageTest {

    // As the worker writes it.
    private static final String EVIDENCE = """
            {"version":1,"judgement":{"actions":[{"prompt":0,"action":"TURN_LEFT","found":true,"start":4.1,"peak":5.0,"end":5.9},
            {"prompt":1,"action":"BLINK","found":false,"start":0,"peak":0,"end":0}]},"timeline":[
            {"time":0,"faces":1,"yaw":0,"pitch":8,"roll":0,"eyeImageLeft":0.3,"eyeImageRight":0.31,"mouth":0.02,"pad":0.2},
            {"time":5,"faces":1,"yaw":25,"pitch":9,"roll":0,"eyeImageLeft":0.29,"eyeImageRight":0.3,"mouth":0.03,"pad":0.3},
            {"time":7,"faces":0,"yaw":null,"pitch":null},
            {"time":10,"faces":1,"yaw":1,"pitch":8,"roll":0,"eyeImageLeft":0.15,"eyeImageRight":0.14,"mouth":0.02,"pad":null}]}""";

    @Autowired
    ApiClient api;

    @Autowired
    Browser browser;

    @Autowired
    Pensioners pensioners;

    @Autowired
    People people;

    @Autowired
    CertificationMoves moves;

    @Autowired
    Certifications certifications;

    @Autowired
    ConsoleAccounts accounts;

    @Autowired
    ObjectStore objects;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Proposals proposals;

    @Autowired
    CaseFaces faces;

    @Autowired
    TransactionTemplate transactions;

    @BeforeAll
    static void buildPages() {
        Browser.buildPages();
    }

    @Test
    void aSuspectedAttackIsCertifiedByTwoPeopleAndTheAuditorSeesIt() throws IOException {
        assertThat(api.key()).isNotEmpty();
        Registration person = People.someone();
        UUID id = people.openCertification(pensioners.register(person));
        Registration impersonated = People.someone();
        Registration doubted = People.someone();
        UUID refused = people.openCertification(pensioners.register(impersonated));
        suspect(refused, OutcomeCode.FACE_MISMATCH, List.of());
        suspect(id, OutcomeCode.PRESENTATION_ATTACK_SUSPECTED, List.of(new CaseFaces.Alike(refused, 3)));
        UUID later = people.openCertification(pensioners.register(doubted));
        suspect(later, OutcomeCode.MATCH_UNCERTAIN, List.of(new CaseFaces.Alike(id, 5)));
        Map<String, String> settings = new HashMap<>();
        for (ConsoleRole role : EnumSet.allOf(ConsoleRole.class)) {
            String login = "test-" + role.name().toLowerCase(java.util.Locale.ROOT);
            settings.put(role + "_START", started(login, role));
        }
        settings.put("SECOND_START", started("test-second", ConsoleRole.APPROVER));
        settings.put("COLLEAGUE_START", started("test-colleague", ConsoleRole.ADMINISTRATOR));
        Registration twicePaid = People.someone();
        List<UUID> proposed = doubts(pensioners.register(twicePaid));
        settings.put("FINDING_NUMBER", twicePaid.number());
        settings.put("FINDING_REF", twicePaid.ref());
        settings.put("NOW", Long.toString(clock.instant().getEpochSecond()));
        settings.put("CASE_ID", id.toString());
        settings.put("CASE_REF", person.ref());
        settings.put("IMPERSONATED_REF", impersonated.ref());
        settings.put("DOUBTED_REF", doubted.ref());
        settings.put("NEXT_MONTH", YearMonth.now(clock).plusMonths(1).toString());
        browser.run("console.mjs", settings).passes();
        Certification decided = certifications.find(id).orElseThrow();
        assertThat(decided.state()).isEqualTo(CertificationState.CERTIFIED);
        assertThat(jdbc.sql("select actor || ' ' || action from audit_log where entity_id = :id order by id")
                        .param("id", id.toString())
                        .query(String.class)
                        .list())
                .contains(
                        "user:test-reviewer CLAIM_CASE",
                        "user:test-reviewer VIEW_CASE",
                        "user:test-reviewer VIEW_CLIP",
                        "user:test-reviewer PROPOSE_VERDICT",
                        "user:test-approver AGREE_VERDICT",
                        "user:test-approver REVIEW");
        assertThat(proposed.stream().map(proposals::get).map(Proposal::state))
                .as("two approved by two people, the approver's own has one vote, the visit was rejected")
                .containsExactly(
                        ProposalState.APPROVED, ProposalState.APPROVED, ProposalState.PROPOSED, ProposalState.REJECTED);
        assertThat(jdbc.sql("select distinct action from audit_log where actor = 'user:test-approver'")
                        .query(String.class)
                        .list())
                .contains("FINISH_ACCOUNT", "LIST_PROPOSALS", "APPROVE", "LIST_FINDINGS", "VIEW_FINDING", "CONFIRM");
    }

    private String started(String login, ConsoleRole role) {
        return accounts.create(login, login, Set.of(role), null, "job:test").startPassword();
    }

    /** Two proposals of the job, one of the approver's own, and a home visit. */
    private List<UUID> doubts(UUID person) {
        Doubts doubts = new Doubts(jdbc);
        YearMonth month = YearMonth.of(2026, 2);
        long twice = doubts.found(FindingKind.DUPLICATE_PAYMENT, month, person, 350_000);
        long late = doubts.found(FindingKind.PAID_UNCERTIFIED, month, people.registered(), 350_000);
        return List.of(
                doubts.proposed(ProposalKind.RECOVER, twice, "job:proposeMonth"),
                doubts.proposed(ProposalKind.RECOVER, late, "job:proposeMonth"),
                doubts.proposed(ProposalKind.SUSPEND, late, "user:test-approver"),
                doubts.proposed(ProposalKind.HOME_VISIT, late, "job:proposeMonth"));
    }

    private void suspect(UUID id, OutcomeCode outcome, List<CaseFaces.Alike> sameFace) throws IOException {
        moves.submit(
                new Submission(
                        id,
                        ApiClient.sha256(id.toString().getBytes(UTF_8)).getBytes(UTF_8),
                        1000,
                        "video/webm",
                        false,
                        null),
                "channel:" + People.CHANNEL);
        Claim claim =
                moves.claim(id, "test-worker", Duration.ofMinutes(1), false).orElseThrow();
        objects.ensureBuckets(EnumSet.allOf(Bucket.class));
        objects.put(Bucket.CLIPS, claim.objectKey(), new byte[1000], "video/webm");
        objects.put(Bucket.EVIDENCE, id + "/1/evidence.json", EVIDENCE.getBytes(UTF_8), "application/json");
        objects.put(Bucket.EVIDENCE, id + "/1/frame-00-BEST_MATCH.jpg", jpeg(), "image/jpeg");
        Decision decision = new Decision(
                outcome,
                List.of(outcome),
                "test",
                Map.of(),
                "[{\"axis\":\"LIVENESS\",\"score\":0.2,\"band\":\"REVIEW\",\"reasons\":[\"PRESENTATION_ATTACK_SUSPECTED\"]}]",
                id + "/1/evidence.json",
                new byte[32],
                1);
        transactions.executeWithoutResult(status -> {
            moves.settle(claim, decision);
            faces.keep(claim, new byte[] {1, 0}, sameFace);
        });
    }

    private static byte[] jpeg() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "jpg", bytes);
        return bytes.toByteArray();
    }
}
