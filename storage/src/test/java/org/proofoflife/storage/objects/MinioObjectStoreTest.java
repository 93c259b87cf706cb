package org.proofoflife.storage.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofoflife.ops.embedded.S3Access;
import org.proofoflife.ops.embedded.TestServices;
import org.proofoflife.storage.EnvironmentException;
import org.proofoflife.storage.objects.ObjectStore.Bucket;
import org.proofoflife.storage.objects.ObjectStore.ObjectInfo;
import org.proofoflife.storage.objects.ObjectStore.UploadForm;

/** What the product expects of an S3 server, held against whichever one {@link TestServices} provides. */
class MinioObjectStoreTest {

    private static final S3Access ACCESS = TestServices.objectStore();

    private final String prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + "-";
    private final MinioObjectStore store = store(Clock.systemUTC());
    private final HttpClient http = HttpClient.newHttpClient();

    private MinioObjectStore store(Clock clock) {
        return store(URI.create(ACCESS.endpoint()), clock);
    }

    private MinioObjectStore store(URI endpoint, Clock clock) {
        return new MinioObjectStore(
                new ObjectStoreProperties(endpoint, null, ACCESS.accessKey(), ACCESS.secretKey(), prefix, "us-east-1"),
                clock);
    }

    @BeforeEach
    void buckets() throws IOException {
        store.ensureBuckets(EnumSet.allOf(Bucket.class));
    }

    @Test
    void bucketsThatAreThereAreNoError() {
        assertThatCode(() -> store.ensureBuckets(EnumSet.allOf(Bucket.class))).doesNotThrowAnyException();
    }

    @Test
    void anObjectComesBackAsItWasPut(@TempDir Path folder) throws IOException {
        byte[] content = bytes("hello");
        Path file = Files.write(folder.resolve("clip"), content);
        store.put(Bucket.CLIPS, "a/b.mp4", content, "video/mp4");
        store.put(Bucket.CLIPS, "a/c.mp4", file, "video/mp4");
        for (String key : List.of("a/b.mp4", "a/c.mp4")) {
            try (InputStream in = store.get(Bucket.CLIPS, key)) {
                assertThat(in.readAllBytes()).isEqualTo(content);
            }
            ObjectInfo info = store.stat(Bucket.CLIPS, key).orElseThrow();
            assertThat(info.size()).isEqualTo(content.length);
            assertThat(info.contentType()).isEqualTo("video/mp4");
            assertThat(info.lastModified())
                    .isBetween(Instant.now().minusSeconds(120), Instant.now().plusSeconds(120));
        }
    }

    @Test
    void whatIsNotThereIsSaidToBeMissing() throws IOException {
        assertThat(store.stat(Bucket.PHOTOS, "none")).isEmpty();
        assertThatThrownBy(() -> store.get(Bucket.PHOTOS, "none").close())
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("none");
    }

    @Test
    void aLongListingIsCompleteAndInKeyOrder() throws IOException {
        for (int i : IntStream.range(0, 25).toArray()) {
            store.put(Bucket.EVIDENCE, "case/%03d".formatted(24 - i), bytes("x"), "text/plain");
        }
        store.put(Bucket.EVIDENCE, "other/1", bytes("x"), "text/plain");
        try (Stream<ObjectInfo> found = store.list(Bucket.EVIDENCE, "case/")) {
            assertThat(found.map(ObjectInfo::key))
                    .containsExactlyElementsOf(IntStream.range(0, 25)
                            .mapToObj("case/%03d"::formatted)
                            .toList());
        }
    }

    @Test
    void removalForgetsTheNamedAndToleratesTheMissing() throws IOException {
        store.put(Bucket.INBOX, "gone", bytes("x"), "text/plain");
        store.put(Bucket.INBOX, "kept", bytes("x"), "text/plain");
        store.remove(Bucket.INBOX, List.of("gone", "never"));
        assertThat(store.stat(Bucket.INBOX, "gone")).isEmpty();
        assertThat(store.stat(Bucket.INBOX, "kept")).isPresent();
    }

    @Test
    void anUploadFormTakesExactlyWhatItWasMadeFor() throws Exception {
        UploadForm form = store.uploadForm(Bucket.CLIPS, "upload/1", "video/mp4", 3, 10, Duration.ofMinutes(5));
        assertThat(post(form, Map.of(), bytes("12345"))).isBetween(200, 204);
        assertThat(store.stat(Bucket.CLIPS, "upload/1").orElseThrow().size()).isEqualTo(5);

        assertThat(post(form, Map.of(), bytes("12345678901"))).as("too big").isBetween(400, 403);
        assertThat(post(form, Map.of(), bytes("12"))).as("too small").isBetween(400, 403);
        assertThat(post(form, Map.of("key", "upload/2"), bytes("12345")))
                .as("another key")
                .isEqualTo(403);
        assertThat(post(form, Map.of("Content-Type", "text/html"), bytes("12345")))
                .as("another type")
                .isEqualTo(403);
        assertThat(store.stat(Bucket.CLIPS, "upload/2")).isEmpty();
    }

    @Test
    void anUploadFormRunsOut() throws Exception {
        Clock anHourAgo = Clock.fixed(Instant.now().minusSeconds(3600), ZoneOffset.UTC);
        try (MinioObjectStore earlier = store(anHourAgo)) {
            UploadForm form = earlier.uploadForm(Bucket.CLIPS, "late", "video/mp4", 1, 10, Duration.ofMinutes(5));
            assertThat(post(form, Map.of(), bytes("12345"))).isBetween(400, 403);
        }
        assertThat(store.stat(Bucket.CLIPS, "late")).isEmpty();
    }

    @Test
    void aDownloadUrlReadsOneObjectAndNoOther() throws Exception {
        store.put(Bucket.REPORTS, "report", bytes("figures"), "text/plain");
        store.put(Bucket.REPORTS, "secret", bytes("no"), "text/plain");
        String url = store.downloadUrl(Bucket.REPORTS, "report", Duration.ofMinutes(5));
        HttpResponse<String> good = get(url);
        assertThat(good.statusCode()).isEqualTo(200);
        assertThat(good.body()).isEqualTo("figures");
        assertThat(get(url.replace("/report?", "/secret?")).statusCode()).isEqualTo(403);
        assertThat(get(url.substring(0, url.indexOf('?'))).statusCode()).isEqualTo(403);
    }

    @Test
    void credentialsDoNotReachText() {
        assertThat(new ObjectStoreProperties(URI.create("http://s3"), null, "key", "very secret", "pol-", "us-east-1")
                        .toString())
                .doesNotContain("very secret");
    }

    private HttpResponse<String> get(String url) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private int post(UploadForm form, Map<String, String> changes, byte[] file) throws Exception {
        Map<String, String> fields = new HashMap<>(form.fields());
        fields.putAll(changes);
        String boundary = "b0undary";
        StringBuilder head = new StringBuilder();
        fields.forEach((name, value) -> head.append("--" + boundary + "\r\nContent-Disposition: form-data; name=\""
                + name + "\"\r\n\r\n" + value + "\r\n"));
        head.append("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"clip\"\r\n\r\n");
        return http.send(
                        HttpRequest.newBuilder(URI.create(form.url()))
                                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                                .POST(HttpRequest.BodyPublishers.concat(
                                        HttpRequest.BodyPublishers.ofString(head.toString()),
                                        HttpRequest.BodyPublishers.ofByteArray(file),
                                        HttpRequest.BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aStoreThatDoesNotAnswerIsSaidToBeThat(@TempDir Path folder) throws IOException {
        try (MinioObjectStore away = store(URI.create("http://127.0.0.1:1"), Clock.systemUTC())) {
            assertUnavailable(() -> away.put(Bucket.CLIPS, "k", new byte[1], "video/mp4"));
            assertUnavailable(() -> away.put(Bucket.CLIPS, "k", Files.createTempFile(folder, "k", ""), "video/mp4"));
            assertUnavailable(() -> away.stat(Bucket.CLIPS, "k"));
            assertUnavailable(() -> away.get(Bucket.CLIPS, "k").close());
            assertUnavailable(() -> away.remove(Bucket.CLIPS, List.of("k")));
            assertUnavailable(() -> away.list(Bucket.CLIPS, "").close());
            assertThatThrownBy(() -> away.ensureBuckets(EnumSet.of(Bucket.CLIPS)))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("127.0.0.1:1");
        }
    }

    private static void assertUnavailable(ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(ObjectStoreException.class);
    }
}
