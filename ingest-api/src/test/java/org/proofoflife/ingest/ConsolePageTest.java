package org.proofoflife.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
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
import org.proofoflife.storage.certification.Certification;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.certification.CertificationState;
import org.proofoflife.storage.certification.Certifications;
import org.proofoflife.storage.certification.Claim;
import org.proofoflife.storage.certification.Decision;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.certification.Submission;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectStore.Bucket;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.Registration;
import org.proofoflife.storage.testing.People;
import org.proofoflife.storage.testing.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reviewer, second person and auditor in front of a real browser. */
@ApiTest
@Import(Browser.class)
class ConsolePageTest {

    private static final String PASSWORD = "a password of four words";
    private static final String TIMELINE = """
            {"prompts":[{"action":"TURN_LEFT","start":3,"end":7},{"action":"BLINK","start":8,"end":12}],"samples":[
            {"time":0,"yaw":0,"pitch":8,"eyeLeft":0.3,"eyeRight":0.31,"mouth":0.02,"pad":0.2},
            {"time":5,"yaw":25,"pitch":9,"eyeLeft":0.29,"eyeRight":0.3,"mouth":0.03,"pad":0.3},
            {"time":10,"yaw":1,"pitch":8,"eyeLeft":0.15,"eyeRight":0.14,"mouth":0.02,"pad":0.1}]}""";

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

    @BeforeAll
    static void buildPages() {
        Browser.buildPages();
    }

    @Test
    void aSuspectedAttackIsCertifiedByTwoPeopleAndTheAuditorSeesIt() throws IOException {
        assertThat(api.key()).isNotEmpty();
        Registration person = People.someone();
        UUID id = people.openCertification(pensioners.register(person));
        suspect(id);
        Map<String, String> settings = new HashMap<>();
        for (ConsoleRole role : EnumSet.allOf(ConsoleRole.class)) {
            String login = "test-" + role.name().toLowerCase(java.util.Locale.ROOT);
            settings.put(
                    role + "_SECRET",
                    accounts.create(login, login, PASSWORD, Set.of(role), "job:test")
                            .totpSecret());
        }
        settings.put("PASSWORD", PASSWORD);
        settings.put("NOW", Long.toString(clock.instant().getEpochSecond()));
        settings.put("CASE_ID", id.toString());
        settings.put("CASE_REF", person.ref());
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
    }

    private void suspect(UUID id) throws IOException {
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
        objects.put(Bucket.EVIDENCE, id + "/timeline.json", TIMELINE.getBytes(UTF_8), "application/json");
        objects.put(Bucket.EVIDENCE, id + "/BEST_MATCH.jpg", jpeg(), "image/jpeg");
        List<OutcomeCode> reasons = List.of(OutcomeCode.PRESENTATION_ATTACK_SUSPECTED);
        moves.settle(
                claim,
                new Decision(
                        OutcomeCode.PRESENTATION_ATTACK_SUSPECTED,
                        reasons,
                        "test",
                        Map.of(),
                        "[{\"axis\":\"LIVENESS\",\"score\":0.2,\"band\":\"REVIEW\"}]",
                        id + "/timeline.json",
                        new byte[32],
                        1));
    }

    private static byte[] jpeg() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "jpg", bytes);
        return bytes.toByteArray();
    }
}
