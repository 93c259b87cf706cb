package org.proofoflife.verification.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proofoflife.storage.certification.CaseFaces;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.certification.Certifications;
import org.proofoflife.storage.certification.Claim;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.enrolment.Enrolments;
import org.proofoflife.storage.messages.VerifySubmission;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectStore.Bucket;
import org.proofoflife.storage.testing.People;
import org.proofoflife.storage.testing.StorageTest;
import org.proofoflife.storage.testing.TestBroker;
import org.proofoflife.storage.testing.TestDatabase;
import org.proofoflife.storage.testing.TestKeys;
import org.proofoflife.storage.testing.TestObjects;
import org.proofoflife.verification.FaceTemplate;
import org.proofoflife.verification.judge.policy.PolicyFile;
import org.proofoflife.verification.record.CaseFaceCodec;
import org.proofoflife.verification.record.SameFaces;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

/** One impostor who certifies for several people. Faces are angles here; annotated like the contract, for its context. */
@StorageTest
@Import({WorkerConfiguration.class, WorkerTestWiring.class})
@ContextConfiguration(initializers = {TestDatabase.class, TestKeys.class, TestObjects.class, TestBroker.Embedded.class})
class SameFacesTest {

    @Autowired
    ScriptedVerifier verifier;

    @Autowired
    SubmittedClips clips;

    @Autowired
    SubmissionHandler handler;

    @Autowired
    People people;

    @Autowired
    Enrolments enrolments;

    @Autowired
    Certifications certifications;

    @Autowired
    CertificationMoves moves;

    @Autowired
    CaseFaces faces;

    @Autowired
    ObjectStore objects;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    private final List<UUID> submitted = new ArrayList<>();

    @BeforeEach
    void nobodyBefore() throws IOException {
        objects.ensureBuckets(java.util.EnumSet.allOf(Bucket.class));
        jdbc.sql("delete from case_face").update();
    }

    /** Nobody is left for the sweeper of the tests that share the database. */
    @AfterEach
    void everybodyCertifies() {
        verifier.clip = () -> ScriptedVerifier.outcome(OutcomeCode.CERTIFIED);
        submitted.forEach(id -> handler.handle(VerifySubmission.of(id, "clips/" + id), true));
    }

    @Test
    void linksTheCasesOfDifferentPeopleFromEitherSide() {
        UUID first = decided(OutcomeCode.PRESENTATION_ATTACK_SUSPECTED, facing(0));
        UUID stranger = decided(OutcomeCode.FACE_MISMATCH, facing(90));
        UUID second = decided(OutcomeCode.FACE_MISMATCH, facing(20));

        assertThat(faces.alike(second, 9)).singleElement().satisfies(alike -> {
            assertThat(alike.certificationId()).isEqualTo(first);
            assertThat(alike.score()).isCloseTo(22 * (Math.cos(Math.toRadians(20)) - 0.38), within(0.3));
        });
        assertThat(faces.alike(first, 9))
                .extracting(CaseFaces.Alike::certificationId)
                .containsExactly(second);
        assertThat(faces.alike(stranger, 9)).isEmpty();
    }

    @Test
    void thoseWhoCertifyOrOnlyMoveWronglyLeaveNoFace() {
        UUID genuine = decided(OutcomeCode.CERTIFIED, facing(0));
        UUID clumsy = decided(OutcomeCode.ACTION_NOT_FOLLOWED, facing(0));
        UUID doubtful = decided(OutcomeCode.MATCH_UNCERTAIN, facing(0));
        UUID unseen = decided(OutcomeCode.FACE_MISMATCH, null);

        assertThat(List.of(kept(genuine), kept(clumsy), kept(doubtful), kept(unseen)))
                .containsExactly(0, 0, 1, 0);
        assertThat(faces.alike(doubtful, 9)).isEmpty();
    }

    @Test
    void anotherTryForTheSamePersonIsNoHit() {
        UUID first = decided(OutcomeCode.MATCH_UNCERTAIN, facing(0));
        UUID again =
                decided(certifications.find(first).orElseThrow().pensionerId(), OutcomeCode.MATCH_UNCERTAIN, facing(0));

        assertThat(kept(again)).isEqualTo(1);
        assertThat(faces.alike(again, 9)).isEmpty();
    }

    @Test
    void repeatedAttemptsAndRolledBackOnesAddNothing() {
        UUID id = submitted(people.registered());
        Claim claim = moves.claim(id, "test", Duration.ofMinutes(5), false).orElseThrow();
        byte[] face = CaseFaceCodec.encode(facing(0));
        transactions.executeWithoutResult(status -> {
            faces.keep(claim, face, List.of());
            status.setRollbackOnly();
        });
        assertThat(kept(id)).isZero();
        transactions.executeWithoutResult(status -> {
            faces.keep(claim, face, List.of());
            faces.keep(claim, face, List.of(new CaseFaces.Alike(id, 9)));
        });
        assertThat(kept(id)).isEqualTo(1);
        assertThat(faces.alike(id, 9)).isEmpty();
        assertThat(jdbc.sql("select count(*) from audit_log where action = 'KEEP_FACE' and entity_id = :id")
                        .param("id", id.toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        byte[] stored = jdbc.sql("select template_enc from case_face where certification_id = :id")
                .param("id", id)
                .query((row, n) -> row.getBytes(1))
                .single();
        assertThat(new String(stored, StandardCharsets.ISO_8859_1))
                .as("encrypted")
                .hasSizeGreaterThan(face.length)
                .doesNotContain(new String(face, StandardCharsets.ISO_8859_1));
    }

    /** Neither had seen the other when it searched; whoever keeps its face second must find the first. */
    @Test
    void twoAtOnceDoNotMissEachOther() {
        SameFaces same = new SameFaces(faces, verifier, PolicyFile.standard().match());
        List<Claim> claims = java.util.stream.Stream.of(people.registered(), people.registered())
                .map(pensioner -> moves.claim(submitted(pensioner), "test", Duration.ofMinutes(5), false)
                        .orElseThrow())
                .toList();
        List<SameFaces.Search> searches = claims.stream()
                .map(claim -> same.search(claim.pensionerId(), facing(0)))
                .toList();
        assertThat(searches).allSatisfy(search -> assertThat(search.alike()).isEmpty());

        CompletableFuture.allOf(
                        keeping(same, claims.get(0), searches.get(0)), keeping(same, claims.get(1), searches.get(1)))
                .join();

        assertThat(faces.alike(claims.get(0).certificationId(), 9))
                .extracting(CaseFaces.Alike::certificationId)
                .containsExactly(claims.get(1).certificationId());
    }

    private CompletableFuture<Void> keeping(SameFaces same, Claim claim, SameFaces.Search search) {
        return CompletableFuture.runAsync(() -> transactions.executeWithoutResult(status -> same.keep(claim, search)));
    }

    private UUID decided(OutcomeCode outcome, @org.jspecify.annotations.Nullable FaceTemplate face) {
        return decided(people.registered(), outcome, face);
    }

    private UUID decided(UUID pensioner, OutcomeCode outcome, @org.jspecify.annotations.Nullable FaceTemplate face) {
        verifier.clip = () -> ScriptedVerifier.outcome(outcome, face);
        UUID id = submitted(pensioner);
        handler.handle(VerifySubmission.of(id, "clips/" + id), false);
        assertThat(certifications.find(id).orElseThrow().outcome()).isEqualTo(outcome);
        // A copy of the message must change nothing.
        handler.handle(VerifySubmission.of(id, "clips/" + id), true);
        return id;
    }

    private UUID submitted(UUID pensioner) {
        if (enrolments.active(pensioner).isEmpty()) {
            clips.enrol(pensioner, facing(180));
        }
        UUID id = clips.submit(pensioner);
        submitted.add(id);
        return id;
    }

    private static FaceTemplate facing(double degrees) {
        double angle = Math.toRadians(degrees);
        return new FaceTemplate(Map.of("arcface", new float[] {(float) Math.cos(angle), (float) Math.sin(angle)}));
    }

    private int kept(UUID id) {
        return jdbc.sql("select count(*) from case_face where certification_id = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }
}
