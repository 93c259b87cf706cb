package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proofoflife.ingest.ApiClient.Answer;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.enrolment.Enrolment;
import org.proofoflife.storage.enrolment.EnrolmentState;
import org.proofoflife.storage.enrolment.Enrolments;
import org.proofoflife.storage.objects.ObjectStore;
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
        assertThat(store.get(ObjectStore.Bucket.PHOTOS, key).readAllBytes()).isEqualTo(photo);
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
        assertThat(store.stat(ObjectStore.Bucket.PHOTOS, kept.photoKey())).isEmpty();
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
        assertProblem(api.put("/api/v1/pensioners/P0", Map.of("name", "x")), 400, "INVALID_REQUEST");
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
