package org.proofoflife.ops.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.proofoflife.ingest.review.ConsoleAccounts;
import org.proofoflife.ingest.review.ConsoleRole;
import org.proofoflife.ingest.webpages.SessionKind;
import org.proofoflife.ingest.webpages.WebSessions;
import org.proofoflife.ops.demo.ChannelClient;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.certification.CertificationState;
import org.proofoflife.storage.certification.Certifications;
import org.proofoflife.storage.certification.Decisions;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectStore.Bucket;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One impostor tries for two people, and a reviewer opens both cases. Here meet what the worker writes (evidence.json, key
 * frames, links between faces) and what the console reads, which know nothing of each other.
 */
final class ImpostorCases {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ApplicationContext api;
    private final ChannelClient channel;
    private final String console;
    private final String cookie;
    private final HttpClient http = HttpClient.newHttpClient();

    /** @param base of the API's URL */
    ImpostorCases(ApplicationContext api, ChannelClient channel, String base) {
        this.api = api;
        this.channel = channel;
        this.console = base + "/web/console/cases/";
        UUID reviewer = api.getBean(ConsoleAccounts.class)
                .vouchedFor("https://bureau.example", "1", "reviewer", "Reviewer", Set.of(ConsoleRole.REVIEWER))
                .id();
        this.cookie = SessionKind.CONSOLE.cookie() + "="
                + api.getBean(WebSessions.class)
                        .start(SessionKind.CONSOLE, reviewer)
                        .token();
    }

    /** @param photo of the two people, who are enrolled with it; @param clip of somebody else, new bytes every time */
    void areShownForWhatTheyAre(byte[] photo, Supplier<byte[]> clip) throws Exception {
        UUID first = tried("P2", "李秀英", "11010119480509002X", photo, clip.get());
        UUID second = tried("P3", "王桂兰", "110101194101120032", photo, clip.get());
        JsonNode later = JSON.readTree(get(second.toString()));
        assertThat(later.at("/sameFace")).hasSize(1);
        assertThat(later.at("/sameFace/0/personRef").asString()).isEqualTo("P2");
        assertThat(later.at("/sameFace/0/certification/id").asString()).isEqualTo(first.toString());
        assertThat(later.at("/sameFace/0/certification/readable").asBoolean()).isTrue();
        assertThat(later.at("/sameFace/0/similarity").asDouble()).isGreaterThan(0.99);
        JsonNode earlier = JSON.readTree(get(first.toString()));
        assertThat(earlier.at("/sameFace/0/personRef").asString()).isEqualTo("P3");
        hasPicturesAndScores(second, later);
        hasTheTimelineThatTheWorkerWrote(second);
    }

    private UUID tried(String ref, String name, String number, byte[] photo, byte[] clip) {
        channel.register(ref, number, name, 300_000);
        channel.enrol(ref, photo);
        JsonNode opened = channel.open(name, number);
        channel.submit(opened, clip, "video/mp4", false);
        String id = opened.path("id").asString();
        assertThat(channel.outcome(id, Duration.ofMinutes(1)).toString()).contains("FACE_MISMATCH");
        UUID certification = UUID.fromString(id);
        if (api.getBean(Certifications.class).find(certification).orElseThrow().state()
                == CertificationState.REJECTED) {
            api.getBean(CertificationMoves.class).appeal(certification, "channel:acceptance");
        }
        return certification;
    }

    private void hasPicturesAndScores(UUID id, JsonNode file) throws Exception {
        assertThat(file.path("axes").findValuesAsString("axis"))
                .containsExactlyInAnyOrder("QUALITY", "CHALLENGE", "LIVENESS", "CONTINUITY", "MATCH");
        assertThat(file.path("frames").valueStream().map(JsonNode::asString))
                .anyMatch(name -> name.contains("NEUTRAL"));
        for (JsonNode frame : file.path("frames")) {
            assertThat(get(id + "/frames/" + frame.asString())).startsWith(0xff, 0xd8, 0xff);
        }
    }

    /** Value by value against the document itself: a field that one side calls otherwise would come out empty. */
    private void hasTheTimelineThatTheWorkerWrote(UUID id) throws Exception {
        JsonNode written = evidence(id);
        JsonNode shown = JSON.readTree(get(id + "/timeline"));
        int prompts = api.getBean(Certifications.class)
                .find(id)
                .orElseThrow()
                .challenge()
                .prompts()
                .size();
        assertThat(shown.path("prompts")).hasSize(prompts);
        assertThat(written.at("/judgement/actions")
                        .valueStream()
                        .filter(action -> action.path("prompt").asInt() >= 0))
                .hasSize(prompts);
        assertThat(shown.path("actions")).hasSize((int) written.at("/judgement/actions")
                .valueStream()
                .filter(action -> action.get("found").asBoolean())
                .count());
        assertThat(shown.path("samples"))
                .hasSameSizeAs(written.path("timeline"))
                .hasSizeGreaterThan(20);
        Iterator<JsonNode> samples = shown.path("samples").iterator();
        for (JsonNode point : written.path("timeline")) {
            JsonNode sample = samples.next();
            for (String name : List.of("time", "yaw", "pitch", "mouth", "pad")) {
                assertThat(number(sample, name)).as(name).isEqualTo(number(point, name));
            }
            assertThat(number(sample, "eyes"))
                    .isEqualTo(Double.valueOf((number(point, "eyeImageLeft") + number(point, "eyeImageRight")) / 2));
        }
        for (String name : List.of("yaw", "pitch", "eyes", "mouth", "pad")) {
            assertThat(StreamSupport.stream(shown.path("samples").spliterator(), false)
                            .filter(sample -> sample.hasNonNull(name)))
                    .as(name)
                    .isNotEmpty();
        }
    }

    /** Boxed, because NaN, which stands for nothing, is to equal itself. */
    private static Double number(JsonNode of, String name) {
        JsonNode value = of.path(name);
        return value.isNumber() ? value.asDouble() : Double.NaN;
    }

    private JsonNode evidence(UUID id) throws IOException {
        String key =
                api.getBean(Decisions.class).find(id).orElseThrow().decision().evidenceKey();
        try (var content = api.getBean(ObjectStore.class).get(Bucket.EVIDENCE, String.valueOf(key))) {
            return JSON.readTree(content);
        }
    }

    private byte[] get(String path) throws Exception {
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(URI.create(console + path))
                        .header("Cookie", cookie)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }
}
