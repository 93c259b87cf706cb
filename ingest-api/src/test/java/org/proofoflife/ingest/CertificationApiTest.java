package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofoflife.ingest.ApiClient.Answer;
import org.proofoflife.ingest.review.ConsoleRole;
import org.proofoflife.ingest.webpages.SessionKind;
import org.proofoflife.ingest.webpages.WebSessions;
import org.proofoflife.storage.certification.Certifications;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.channel.ChannelDesk;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.Registration;
import org.proofoflife.storage.testing.People;
import org.proofoflife.storage.testing.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ApiTest
class CertificationApiTest {

    @Autowired
    Staff staff;

    @Autowired
    ApiClient api;

    @Autowired
    Worker worker;

    @Autowired
    Pensioners pensioners;

    @Autowired
    Certifications certifications;

    @Autowired
    WebSessions sessions;

    @Autowired
    SettableClock clock;

    @Autowired
    ChannelDesk channels;

    private final ExecutorService threads = Executors.newFixedThreadPool(12);

    Registration person = People.someone();

    @BeforeEach
    void registerAndEnrol() {
        assertThat(api.key()).isNotEmpty();
        worker.enrol(pensioners.register(person), People.CHANNEL);
    }

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void aPersonIsCertifiedFromOpeningToCertificate() {
        Answer opened = api.open(person, key());
        assertThat(opened.status()).isEqualTo(201);
        String id = opened.text("id");
        assertThat(opened.header("Location")).isEqualTo("/api/v1/certifications/" + id);
        JsonNode challenge = opened.json().path("challenge");
        assertThat(challenge.path("prompts").size()).isBetween(2, 4);
        assertThat(challenge.path("prompts").get(0).path("instruction").asString())
                .startsWith("请");
        assertThat(opened.json().path("uploads").size()).isEqualTo(2);

        byte[] clip = clip();
        assertThat(api.upload(opened.json(), clip)).isEqualTo(204);
        Answer submitted = api.submit(id, clip);
        assertThat(submitted.status()).isEqualTo(202);
        assertThat(submitted.text("state")).isEqualTo("SUBMITTED");
        assertThat(worker.queuedVerifications()).contains(UUID.fromString(id));

        worker.decide(id, OutcomeCode.CERTIFIED);
        Answer done = api.get("/api/v1/certifications/" + id);
        assertThat(done.text("state")).isEqualTo("CERTIFIED");
        assertThat(done.json().path("certificate").path("validUntil").asString())
                .isEqualTo(
                        api.get("/api/v1/certifications/" + id + "/certificate").text("validUntil"))
                .isNotEmpty();
    }

    @Test
    void theSourceDocumentsTextsReachTheCaller() {
        String mismatch = refused(OutcomeCode.FACE_MISMATCH);
        Answer chinese = api.get("/api/v1/certifications/" + mismatch);
        assertThat(chinese.text("title")).isEqualTo("认证失败，您的认证照片与建模照片不匹配，请您通过其他方式进行认证");
        assertThat(steps(chinese)).containsExactly("TRY_AGAIN", "OTHER_CHANNELS");

        String notFollowed = refused(OutcomeCode.ACTION_NOT_FOLLOWED);
        assertThat(api.get("/api/v1/certifications/" + notFollowed, "Accept-Language", "zh")
                        .text("title"))
                .isEqualTo("认证失败, 您的相貌能对上, 但您没有跟着引导做动作");
        assertThat(api.get("/api/v1/certifications/" + notFollowed, "Accept-Language", "en-GB,en;q=0.9")
                        .text("title"))
                .startsWith("Not certified");
    }

    /** In doubt, not measured, or found to be another before a person refused it for the actions. */
    @ParameterizedTest
    @ValueSource(strings = {"REVIEW", "FAIL"})
    void nobodyIsToldThatTheirFaceMatchesUnlessItWasFoundTo(String matchBand) {
        String id = submitted();
        worker.decide(id, OutcomeCode.ACTION_NOT_FOLLOWED, matchBand);

        assertThat(api.get("/api/v1/certifications/" + id, "Accept-Language", "zh")
                        .text("title"))
                .isEqualTo("认证失败，您没有跟着引导做动作");
        assertThat(api.get("/api/v1/certifications/" + id, "Accept-Language", "en")
                        .text("title"))
                .isEqualTo("Not certified: you did not follow the prompted actions");
    }

    @Test
    void theSameKeyAndBodyOpenOneCertification() {
        String key = key();
        Answer first = api.open(person, key);
        Answer again = api.open("　" + person.name() + " ", person.number().toLowerCase(), key);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text("id")).isEqualTo(first.text("id"));
        assertThat(again.json().path("challenge")).isEqualTo(first.json().path("challenge"));
        assertThat(again.text("expiresAt")).isEqualTo(first.text("expiresAt"));
    }

    @Test
    void theSameKeyWithAnotherBodyIsAConflict() {
        String key = key();
        api.open(person, key);
        Answer other = api.open(person.name() + "x", person.number(), key);
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.text("code")).isEqualTo("IDEMPOTENCY_CONFLICT");
    }

    @Test
    void theSameKeyManyTimesAtOnceOpensOneCertification() {
        String key = key();
        List<CompletableFuture<Answer>> calls = java.util.stream.IntStream.range(0, 8)
                .mapToObj(n -> CompletableFuture.supplyAsync(() -> api.open(person, key)))
                .toList();
        assertThat(calls.stream().map(CompletableFuture::join).map(answer -> answer.text("id")))
                .hasSize(8)
                .containsOnly(calls.get(0).join().text("id"));
    }

    @Test
    void anOpeningWithoutKeyIsRefused() {
        Answer answer = api.open(person, "");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("IDEMPOTENCY_KEY_REQUIRED");
    }

    @Test
    void theStoreTakesNothingButTheAnnouncedKeyTypeAndSize() {
        JsonNode opened = api.open(person, key()).json();
        assertThat(api.upload(opened, new byte[10])).isEqualTo(400);
    }

    @Test
    void aClipThatIsNotThereOrDiffersCanBeSentAgain() {
        JsonNode opened = api.open(person, key()).json();
        String id = opened.path("id").asString();
        byte[] clip = clip();
        assertProblem(api.submit(id, clip), 422, "CLIP_MISSING");

        assertThat(api.upload(opened, clip)).isEqualTo(204);
        Map<String, Object> wrongSize = ApiClient.submission(clip);
        wrongSize.put("sizeBytes", clip.length + 1);
        assertProblem(api.submit(id, wrongSize), 422, "CLIP_SIZE_MISMATCH");
        Map<String, Object> wrongHash = ApiClient.submission(clip);
        wrongHash.put("sha256", "0".repeat(64));
        assertProblem(api.submit(id, wrongHash), 422, "CLIP_HASH_MISMATCH");
        Map<String, Object> wrongType = ApiClient.submission(clip);
        wrongType.put("contentType", "video/x-msvideo");
        assertProblem(api.submit(id, wrongType), 422, "CLIP_TYPE_NOT_ACCEPTED");
        Map<String, Object> offsets = ApiClient.submission(clip);
        offsets.put("promptOffsets", List.of(3.0));
        assertProblem(api.submit(id, offsets), 422, "PROMPT_OFFSETS_INVALID");

        assertThat(api.submit(id, clip).status()).isEqualTo(202);
    }

    @Test
    void aSubmissionTwiceIsOneAndAnotherClipIsRefused() {
        JsonNode opened = api.open(person, key()).json();
        String id = opened.path("id").asString();
        byte[] clip = clip();
        api.upload(opened, clip);
        assertThat(api.submit(id, clip).status()).isEqualTo(202);
        assertThat(api.submit(id, clip).status()).isEqualTo(202);
        assertProblem(api.submit(id, clip()), 409, "CERTIFICATION_NOT_OPEN");
        assertThat(worker.queuedVerifications().stream().filter(UUID.fromString(id)::equals))
                .hasSize(1);
    }

    @Test
    void theSameBytesFromAnotherPersonAreAReplay() {
        byte[] clip = clip();
        JsonNode first = api.open(person, key()).json();
        api.upload(first, clip);
        api.submit(first.path("id").asString(), clip);
        Registration other = People.someone();
        worker.enrol(pensioners.register(other), People.CHANNEL);
        JsonNode second = api.open(other, key()).json();
        api.upload(second, clip);

        Answer replayed = api.submit(second.path("id").asString(), clip);
        assertThat(replayed.status()).isEqualTo(202);
        assertThat(replayed.text("state")).isEqualTo("REJECTED");
        assertThat(replayed.text("outcome")).isEqualTo("REPLAYED_VIDEO");
        assertThat(worker.queuedVerifications())
                .doesNotContain(UUID.fromString(second.path("id").asString()));
    }

    @Test
    void anExpiredCertificationTakesNoClip() {
        JsonNode opened = api.open(person, key()).json();
        String id = opened.path("id").asString();
        clock.advance(Duration.ofMinutes(11));

        assertProblem(api.submit(id, clip()), 410, "CERTIFICATION_EXPIRED");
        Answer status = api.get("/api/v1/certifications/" + id);
        assertThat(status.text("state")).isEqualTo("EXPIRED");
        assertThat(status.text("outcome")).isEqualTo("CHALLENGE_EXPIRED");
        assertThat(steps(status)).contains("TRY_AGAIN");
    }

    @Test
    void aLongPollAnswersWhenTheOutcomeComes() throws Exception {
        String id = submitted();
        CompletableFuture<Answer> waiting =
                CompletableFuture.supplyAsync(() -> api.get("/api/v1/certifications/" + id + "?wait=20"));
        worker.decide(id, OutcomeCode.TOO_DARK);

        Answer answer = waiting.get(15, TimeUnit.SECONDS);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("outcome")).isEqualTo("TOO_DARK");
        assertThat(answer.json().path("reasons").get(0).path("hint").asString()).contains("灯");
    }

    @Test
    void aLongPollAnswersWithTheStateWhenNothingComes() {
        Answer answer = api.get("/api/v1/certifications/" + submitted() + "?wait=1");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("state")).isEqualTo("SUBMITTED");
        assertThat(steps(answer)).containsExactly("WAIT");
    }

    @Test
    void threeRefusalsInARowLeadToAnAppeal() {
        String first = refused(OutcomeCode.FACE_MISMATCH);
        assertProblem(api.post("/api/v1/certifications/" + first + "/appeal", Map.of()), 409, "APPEAL_NOT_POSSIBLE");
        refused(OutcomeCode.FACE_MISMATCH);
        String third = refused(OutcomeCode.FACE_MISMATCH);
        assertThat(steps(api.get("/api/v1/certifications/" + third))).startsWith("APPEAL");

        Answer appealed = api.post("/api/v1/certifications/" + third + "/appeal", Map.of());
        assertThat(appealed.status()).isEqualTo(202);
        assertThat(appealed.text("state")).isEqualTo("UNDER_REVIEW");
        assertThat(appealed.text("title")).contains("人工核对");
        assertProblem(api.post("/api/v1/certifications/" + third + "/appeal", Map.of()), 409, "APPEAL_NOT_POSSIBLE");
    }

    @Test
    void whatAPersonHasDecidedIsNotAppealedAgain() {
        refused(OutcomeCode.FACE_MISMATCH);
        refused(OutcomeCode.FACE_MISMATCH);
        String third = refused(OutcomeCode.FACE_MISMATCH);
        assertThat(appeal(third).status()).isEqualTo(202);
        ConsoleUser reviewer = staff.with(ConsoleRole.REVIEWER);
        reviewer.post("/cases/" + third + "/claim", Map.of());
        clock.advance(Duration.ofMillis(10));
        assertThat(reviewer.post("/cases/" + third + "/verdict", Map.of("outcome", "FACE_MISMATCH"))
                        .text("state"))
                .isEqualTo("EFFECTIVE");

        assertProblem(appeal(third), 409, "APPEAL_REVIEWED");
        // Nor does the refusal of before count towards another appeal.
        refused(OutcomeCode.FACE_MISMATCH);
        String fifth = refused(OutcomeCode.FACE_MISMATCH);
        assertProblem(appeal(fifth), 409, "APPEAL_NOT_POSSIBLE");
        assertThat(appeal(refused(OutcomeCode.FACE_MISMATCH)).status()).isEqualTo(202);
    }

    @Test
    void onlyTheLatestRefusalIsAppealedAndNotForEver() {
        refused(OutcomeCode.FACE_MISMATCH);
        String second = refused(OutcomeCode.FACE_MISMATCH);
        String third = refused(OutcomeCode.FACE_MISMATCH);
        assertProblem(appeal(second), 409, "APPEAL_NOT_LATEST");

        clock.advance(Duration.ofDays(15));
        assertProblem(appeal(third), 409, "APPEAL_TOO_LATE");
        assertThat(steps(api.get("/api/v1/certifications/" + third))).doesNotContain("APPEAL");
    }

    private Answer appeal(String id) {
        return api.post("/api/v1/certifications/" + id + "/appeal", Map.of());
    }

    @Test
    void attemptsOfADayAreLimited() {
        for (int i = 0; i < 6; i++) {
            assertThat(api.open(person, key()).status()).isEqualTo(201);
        }
        Answer refused = api.open(person, key());
        assertProblem(refused, 429, "ATTEMPTS_EXHAUSTED");
        assertThat(refused.header("Retry-After")).isNotNull();
    }

    @Test
    void manyAtOnceAreLimitedAsWell() {
        List<CompletableFuture<Answer>> calls = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> api.open(person, key()), threads))
                .limit(24)
                .toList();
        assertThat(calls.stream().map(call -> call.join().status()).filter(status -> status == 201))
                .hasSize(6);
    }

    @Test
    void ofTwoVerdictsAtOnceOneCounts() {
        ConsoleUser reviewer = staff.with(ConsoleRole.REVIEWER);
        for (int i = 0; i < 5; i++) {
            String id = refused(OutcomeCode.MATCH_UNCERTAIN);
            assertThat(reviewer.post("/cases/" + id + "/claim", Map.of()).status())
                    .isEqualTo(204);
            List<CompletableFuture<Answer>> calls = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> reviewer.post("/cases/" + id + "/verdict", Map.of("outcome", "CERTIFIED")), threads))
                    .limit(4)
                    .toList();
            assertThat(calls.stream().map(call -> call.join().status()).toList())
                    .containsExactlyInAnyOrder(200, 409, 409, 409);
        }
    }

    @Test
    void aDisabledChannelOpensNothingOnThePagesEither() {
        WebSessions.Started visit = sessions.start(SessionKind.SELF_SERVICE, Pensioners.idOf(person.ref()));
        channels.disable("self-service", "job:test");
        try {
            assertProblem(
                    api.post(
                            "/web/self-service/session",
                            Map.of("name", person.name(), "number", person.number()),
                            "X-API-Key",
                            ""),
                    403,
                    "CHANNEL_DISABLED");
            assertProblem(openOnThePage(visit), 403, "CHANNEL_DISABLED");
        } finally {
            channels.enable("self-service", "job:test");
        }
        assertThat(openOnThePage(visit).status()).isEqualTo(200);
    }

    private Answer openOnThePage(WebSessions.Started visit) {
        return api.post(
                "/web/self-service/certifications",
                Map.of("consentVersion", "2026-01"),
                "X-API-Key",
                "",
                "Idempotency-Key",
                key(),
                "Cookie",
                SessionKind.SELF_SERVICE.cookie() + "=" + visit.token(),
                "X-CSRF-Token",
                visit.session().csrf());
    }

    @Test
    void anUncertifiedOneHasNoCertificate() {
        assertProblem(api.get("/api/v1/certifications/" + submitted() + "/certificate"), 404, "NO_CERTIFICATE");
    }

    private String submitted() {
        JsonNode opened = api.open(person, key()).json();
        byte[] clip = clip();
        api.upload(opened, clip);
        String id = opened.path("id").asString();
        assertThat(api.submit(id, clip).status()).isEqualTo(202);
        return id;
    }

    private String refused(OutcomeCode outcome) {
        clock.advance(Duration.ofMillis(10));
        String id = submitted();
        worker.decide(id, outcome);
        return id;
    }

    private static List<String> steps(Answer answer) {
        return answer.json()
                .path("nextSteps")
                .valueStream()
                .map(step -> step.path("code").asString())
                .toList();
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.text("code")).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static byte[] clip() {
        byte[] bytes = new byte[4096];
        ThreadLocalRandom.current().nextBytes(bytes);
        return bytes;
    }
}
