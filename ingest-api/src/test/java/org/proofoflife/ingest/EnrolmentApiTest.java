package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proofoflife.ingest.ApiClient.Answer;
import org.proofoflife.ingest.enrolment.EraseFaces;
import org.proofoflife.storage.certification.Certificates;
import org.proofoflife.storage.certification.Certifications;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.enrolment.Enrolment;
import org.proofoflife.storage.enrolment.EnrolmentState;
import org.proofoflife.storage.enrolment.Enrolments;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectStore.Bucket;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.Registration;
import org.proofoflife.storage.testing.People;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApiTest
class EnrolmentApiTest {

    @Autowired
    ApiClient api;

    @Autowired
    Worker worker;

    @Autowired
    Pensioners pensioners;

    @Autowired
    Enrolments enrolments;

    @Autowired
    ObjectStore store;

    @Autowired
    Certifications certifications;

    @Autowired
    Certificates certificates;

    @Autowired
    EraseFaces erasure;

    @Autowired
    JdbcClient jdbc;

    Registration person = People.someone();
    UUID id;

    @BeforeEach
    void register() {
        assertThat(api.key()).isNotEmpty();
        id = pensioners.register(person);
    }

    @Test
    void aFitPhotoIsAcceptedWhileTheCallWaits() throws Exception {
        CompletableFuture<Answer> call = CompletableFuture.supplyAsync(() -> put(photo()));
        worker.acceptPhoto(pending().id());
        Answer answer = call.get(10, TimeUnit.SECONDS);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("state")).isEqualTo("ACTIVE");
        assertThat(api.get(path()).text("state")).isEqualTo("ACTIVE");
    }

    @Test
    void anUnfitPhotoIsRefusedWithReasonsAndHints() throws Exception {
        CompletableFuture<Answer> call = CompletableFuture.supplyAsync(() -> put(photo()));
        worker.refusePhoto(pending().id(), OutcomeCode.EYES_COVERED, OutcomeCode.TOO_DARK);
        Answer answer = call.get(10, TimeUnit.SECONDS);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("code")).isEqualTo("PHOTO_UNFIT");
        assertThat(answer.json().path("reasons").findValuesAsString("code"))
                .containsExactly("EYES_COVERED", "TOO_DARK");
        assertThat(answer.json().path("reasons").get(0).path("hint").asString()).contains("墨镜");
    }

    @Test
    void aPhotoThatIsNotJudgedInTimeIsPendingAndTheSamePhotoIsTheSameEnrolment() {
        byte[] photo = photo();
        Answer answer = put(photo);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo(path());
        assertThat(answer.text("state")).isEqualTo("PENDING");

        worker.acceptPhoto(UUID.fromString(answer.text("id")));
        Answer again = put(photo);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("id")).isEqualTo(answer.text("id"));
    }

    @Test
    void thePhotoIsStoredUnderItsKey() throws Exception {
        byte[] photo = photo();
        put(photo);
        String key = pending().photoKey();
        assertThat(store.get(Bucket.PHOTOS, key).readAllBytes()).isEqualTo(photo);
        assertThat(key).doesNotContain(person.number(), person.ref());
    }

    @Test
    void whoWithdrawsTheConsentLeavesNoFaceBehind() throws Exception {
        put(photo());
        Enrolment kept = pending();
        worker.acceptPhoto(kept.id());
        assertThat(api.delete(path()).status()).isEqualTo(204);
        assertThat(enrolments.latest(id).orElseThrow().state()).isEqualTo(EnrolmentState.WITHDRAWN);
        assertThat(enrolments.activeTemplate(id)).isEmpty();
        assertThat(store.stat(Bucket.PHOTOS, kept.photoKey())).isEmpty();
        assertProblem(api.open(person, UUID.randomUUID().toString()), 409, "NOT_ENROLLED");

        assertThat(api.delete(path()).status()).isEqualTo(204);
        assertThat(jdbc.sql("select entity from audit_log where action = 'WITHDRAW' and entity_id in (:ids)")
                        .param("ids", List.of(id.toString(), kept.id().toString()))
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("consent", "enrolment");
        assertProblem(api.delete("/api/v1/pensioners/nobody/enrolment"), 404, "NOT_FOUND");
    }

    @Test
    void whatWaitsForAClipEndsWithTheConsentAndWhatIsJudgedComesFirst() {
        worker.enrol(id, People.CHANNEL);
        Answer opened = api.open(person, UUID.randomUUID().toString());
        byte[] clip = photo();
        api.upload(opened.json(), clip);
        api.submit(opened.text("id"), clip);
        assertProblem(api.delete(path()), 409, "CERTIFICATION_UNDER_WAY");
        assertThat(enrolments.activeTemplate(id)).isPresent();

        worker.decide(opened.text("id"), OutcomeCode.FACE_MISMATCH);
        Answer again = api.open(person, UUID.randomUUID().toString());
        assertThat(api.delete(path()).status()).isEqualTo(204);
        assertThat(api.get("/api/v1/certifications/" + again.text("id")).text("state"))
                .isEqualTo("EXPIRED");
    }

    @Test
    void whoWithdrawsTheConsentLeavesNoClipAndNoPictureButWhatWasDecided() throws Exception {
        worker.enrol(id, People.CHANNEL);
        String certification = certified();
        UUID settled = UUID.fromString(certification);
        jdbc.sql(
                        "insert into case_face (certification_id, pensioner_id, template_enc, created_at) values (:c, :p, '', now())")
                .param("c", settled)
                .param("p", id)
                .update();
        String clip = certifications.find(settled).orElseThrow().objectKey();
        assertThat(store.stat(Bucket.CLIPS, clip)).isPresent();

        assertThat(api.delete(path()).status()).isEqualTo(204);
        assertThat(store.stat(Bucket.CLIPS, clip)).isEmpty();
        assertThat(evidenceOf(certification)).containsExactly(certification + "/1/evidence.json");
        assertThat(jdbc.sql("select count(*) from case_face where pensioner_id = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(certificates.ofCertification(settled)).isPresent();

        assertThat(api.delete(path()).status()).isEqualTo(204);
        assertThat(jdbc.sql("select detail::text from audit_log where action = 'REMOVE' and entity_id = :id")
                        .param("id", id.toString())
                        .query(String.class)
                        .list())
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("\"certifications\": 1", "\"objects\": 2", "\"rows\": 1");
    }

    @Test
    void whatTheStoreDidNotRemoveIsRemovedLaterUnlessAPersonStillLooksAtIt() throws Exception {
        worker.enrol(id, People.CHANNEL);
        String certification = certified();
        jdbc.sql("update consent set withdrawn_at = now() where pensioner_id = :id")
                .param("id", id)
                .update();
        state(certification, "UNDER_REVIEW");
        erasure.sweep();
        assertThat(evidenceOf(certification)).hasSize(3);
        state(certification, "CERTIFIED");
        erasure.sweep();
        assertThat(evidenceOf(certification)).hasSize(1);
    }

    @Test
    void aRefusalIsNotAppealedWithoutPicturesToCompare() {
        worker.enrol(id, People.CHANNEL);
        String refused = "";
        for (int i = 0; i < 3; i++) {
            byte[] clip = photo();
            Answer opened = api.open(person, UUID.randomUUID().toString());
            refused = opened.text("id");
            api.upload(opened.json(), clip);
            api.submit(refused, clip);
            worker.decide(refused, OutcomeCode.FACE_MISMATCH);
        }
        api.delete(path());
        assertProblem(api.post("/api/v1/certifications/" + refused + "/appeal", Map.of()), 409, "APPEAL_NOT_POSSIBLE");
    }

    /** A certification that succeeded, with what the worker stores of it. */
    private String certified() throws IOException {
        byte[] clip = photo();
        Answer opened = api.open(person, UUID.randomUUID().toString());
        String certification = opened.text("id");
        api.upload(opened.json(), clip);
        api.submit(certification, clip);
        for (String name : List.of("frame-00-BEST_MATCH.jpg", "observation.json.gz", "evidence.json")) {
            store.put(Bucket.EVIDENCE, certification + "/1/" + name, new byte[] {1}, "application/octet-stream");
        }
        worker.decide(certification, OutcomeCode.CERTIFIED);
        return certification;
    }

    private List<String> evidenceOf(String certification) throws IOException {
        try (Stream<ObjectStore.ObjectInfo> found = store.list(Bucket.EVIDENCE, certification + "/")) {
            return found.map(ObjectStore.ObjectInfo::key).toList();
        }
    }

    private void state(String certification, String state) {
        jdbc.sql("update certification set state = :state where id = :id")
                .param("state", state)
                .param("id", UUID.fromString(certification))
                .update();
    }

    @Test
    void whatIsNoPhotoIsRefused() {
        assertProblem(put("GIF89a...............".getBytes()), 422, "PHOTO_UNREADABLE");
        assertProblem(put(new byte[0]), 422, "PHOTO_UNREADABLE");
        byte[] huge = new byte[10 * 1024 * 1024 + 1];
        assertProblem(put(huge), 413, "TOO_LARGE");
        assertThat(enrolments.latest(id)).isEmpty();
    }

    @Test
    void anUnknownPersonOrAnOldConsentIsRefused() {
        assertProblem(
                api.put("/api/v1/pensioners/nobody/enrolment?consentVersion=2026-01", "image/jpeg", photo()),
                404,
                "NOT_FOUND");
        assertProblem(
                api.put("/api/v1/pensioners/" + person.ref() + "/enrolment?consentVersion=old", "image/jpeg", photo()),
                422,
                "CONSENT_OUTDATED");
        assertProblem(api.get(path()), 404, "NOT_FOUND");
    }

    @Test
    void theRosterIsKeptOverTheApi() {
        Registration fresh = People.someone();
        Map<String, Object> body = Map.of(
                "number", fresh.number(),
                "name", fresh.name(),
                "scheme", "ENTERPRISE",
                "region", "440106",
                "birthDate", "1940-05-15",
                "benefitStatus", "NORMAL",
                "lifeStatus", "ALIVE",
                "benefitFen", 350000);
        Answer registered = api.put("/api/v1/pensioners/" + fresh.ref(), body);
        assertThat(registered.status()).isEqualTo(200);
        assertThat(registered.text("numberKind")).isEqualTo("MAINLAND");
        assertThat(registered.response().body()).doesNotContain(fresh.number(), fresh.name());
        assertThat(pensioners.findByLogin(fresh.number(), fresh.name())).isPresent();
        assertProblem(api.put("/api/v1/pensioners/" + People.someone().ref(), body), 409, "NUMBER_TAKEN");
        assertThat(auditOf(fresh)).hasSize(1);

        Map<String, Object> moved = new HashMap<>(body);
        moved.put("region", "440300");
        moved.put("lifeStatus", "MISSING");
        assertThat(api.put("/api/v1/pensioners/" + fresh.ref(), moved).status()).isEqualTo(200);
        assertThat(auditOf(fresh)).hasSize(2).last().asString().contains("[\"region\", \"lifeStatus\"]");
        assertThat(auditOf(fresh).toString()).doesNotContain("440300", fresh.number());
        assertProblem(api.put("/api/v1/pensioners/P0", Map.of("name", "x")), 400, "INVALID_REQUEST");
    }

    private List<String> auditOf(Registration registered) {
        return jdbc.sql("select detail from audit_log where entity_id = :id and action = 'REGISTER' order by id")
                .param("id", Pensioners.idOf(registered.ref()).toString())
                .query(String.class)
                .list();
    }

    private Enrolment pending() {
        return await().until(() -> enrolments.latest(id), java.util.Optional::isPresent)
                .orElseThrow();
    }

    private Answer put(byte[] photo) {
        return api.put(path() + "?consentVersion=2026-01", "image/jpeg", photo);
    }

    private String path() {
        return "/api/v1/pensioners/" + person.ref() + "/enrolment";
    }

    private static byte[] photo() {
        byte[] photo = new byte[2048];
        ThreadLocalRandom.current().nextBytes(photo);
        byte[] magic = HexFormat.of().parseHex("ffd8ffe0");
        System.arraycopy(magic, 0, photo, 0, magic.length);
        return photo;
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.text("code")).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
    }
}
