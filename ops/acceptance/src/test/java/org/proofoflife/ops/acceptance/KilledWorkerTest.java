package org.proofoflife.ops.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofoflife.ingest.IngestApplication;
import org.proofoflife.ops.demo.ChannelClient;
import org.proofoflife.ops.embedded.DatabaseAccess;
import org.proofoflife.ops.embedded.S3Access;
import org.proofoflife.ops.embedded.TestServices;
import org.proofoflife.ops.fixtures.animate.Animator;
import org.proofoflife.ops.fixtures.animate.Framing;
import org.proofoflife.ops.fixtures.curve.Curve;
import org.proofoflife.ops.fixtures.curve.Manner;
import org.proofoflife.ops.fixtures.film.Camera;
import org.proofoflife.ops.fixtures.film.Film;
import org.proofoflife.ops.fixtures.portrait.Portrait;
import org.proofoflife.ops.fixtures.portrait.Portraits;
import org.proofoflife.storage.channel.Channels;
import org.proofoflife.storage.channel.Scope;
import org.proofoflife.storage.crypto.Keys;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** Two worker processes on a real RabbitMQ and PostgreSQL share a queue; one is killed half way and started again. */
class KilledWorkerTest {

    private static final int SUBMISSIONS = 60;
    private static final String NUMBER = "110101194503071237";
    private static final String NAME = "陈建国";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final DatabaseAccess database = TestServices.freshDatabase();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());

    @TempDir
    Path folder;

    @Test
    void everySubmissionHasExactlyOneOutcomeWhateverBecomesOfTheWorkers() throws Exception {
        Map<String, String> environment = environment();
        try (ConfigurableApplicationContext api = api(environment);
                WorkerProcess first = WorkerProcess.start("first", environment, folder);
                WorkerProcess second = WorkerProcess.start("second", environment, folder)) {
            String key = api.getBean(Channels.class)
                    .issue("acceptance", "Acceptance", EnumSet.allOf(Scope.class), null, "job:test")
                    .apiKey();
            String port = api.getEnvironment().getRequiredProperty("local.server.port");
            String base = "http://127.0.0.1:" + port;
            ChannelClient channel = new ChannelClient(base, key);
            byte[] clip = enrolAndFilm(channel);
            for (int i = 0; i < SUBMISSIONS; i++) {
                JsonNode opened = channel.open(NAME, NUMBER);
                channel.submit(opened, distinct(clip), "video/mp4", false);
            }
            eventually(first, second, () -> settled() >= SUBMISSIONS / 3);
            // In the middle of a judgement, so that something is there to be lost.
            eventually(
                    first,
                    second,
                    () -> count("certification where state = 'VERIFYING' and claimed_by = 'first'") == 1);
            first.kill();
            try (WorkerProcess again = WorkerProcess.start("again", environment, folder)) {
                eventually(again, second, () -> settled() == SUBMISSIONS);
                assertNothingLostAndNothingTwice();
                // Not even the killed one's: a face in the clear would outlast what retention removes.
                await().ignoreExceptionsInstanceOf(UncheckedIOException.class)
                        .until(() -> clipsOnDisk().isEmpty());
                assertThat(List.of(decidedBy("first"), decidedBy("second"), decidedBy("again")))
                        .as("decided by first, second and the restarted one")
                        .allMatch(decided -> decided > 0);
                new ImpostorCases(api, channel, base).areShownForWhatTheyAre(photoOfAnother(), () -> distinct(clip));
                endsWhoeverHasNoDisk(channel, clip, again, second);
            }
        }
    }

    /** One after the other gives the same clip back, which waits for a worker that has a disk. */
    private void endsWhoeverHasNoDisk(ChannelClient channel, byte[] clip, WorkerProcess one, WorkerProcess other)
            throws Exception {
        FileSystemUtils.deleteRecursively(WorkerProcess.temporary(folder));
        JsonNode opened = channel.open(NAME, NUMBER);
        channel.submit(opened, distinct(clip), "video/mp4", false);
        await().atMost(PATIENCE).until(() -> !one.isAlive() && !other.isAlive());
        assertThat(List.of(one.status(), other.status())).as(one::said).containsOnly(3);
        assertThat(one.said()).contains("Clips cannot be written to");
        assertThat(count("certification where state = 'SUBMITTED' and attempts = 0"))
                .isOne();
    }

    private void assertNothingLostAndNothingTwice() {
        assertThat(count("decision")).isEqualTo(SUBMISSIONS);
        assertThat(count("audit_log where action = 'DECIDE'")).isEqualTo(SUBMISSIONS);
        assertThat(count("(select distinct entity_id from audit_log where action = 'DECIDE') ids"))
                .isEqualTo(SUBMISSIONS);
        assertThat(count("certification where parked_at is not null")).isZero();
        assertThat(count("certificate")).isEqualTo(count("certification where state = 'CERTIFIED'"));
        assertThat(count("certification where attempts > 1"))
                .as("only what the killed worker held was begun again")
                .isBetween(1, 2);
    }

    /** A failure within the patience if the workers do not get on, at once if one of them ends by itself. */
    private static void eventually(WorkerProcess one, WorkerProcess other, Supplier<Boolean> condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            assertThat(one.isAlive()).as(one::said).isTrue();
            assertThat(other.isAlive()).as(other::said).isTrue();
            return condition.get();
        });
    }

    private byte[] enrolAndFilm(ChannelClient channel) throws Exception {
        Portrait portrait = Portraits.fit().get(0);
        try (Animator animator = Animator.open()) {
            channel.register("P1", NUMBER, NAME, 300_000);
            channel.enrol("P1", animator.passportPhoto(portrait));
            // The challenge does not matter here: a clip that follows none has an outcome as well.
            Curve curve = Curve.still(4, Manner.USUAL, 1);
            Path file = folder.resolve("clip.mp4");
            new Film(animator.subject(portrait, Framing.VGA, curve::at), 640, 480, 4, 1).record(Camera.USUAL, file);
            return Files.readAllBytes(file);
        }
    }

    private static byte[] photoOfAnother() {
        try (Animator animator = Animator.open()) {
            return animator.passportPhoto(Portraits.fit().get(1));
        }
    }

    /** The same film in other bytes: an MP4 may end in a box that players skip. */
    private static byte[] distinct(byte[] clip) {
        byte[] content = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(clip);
        out.writeBytes(ByteBuffer.allocate(4).putInt(8 + content.length).array());
        out.writeBytes("free".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(content);
        return out.toByteArray();
    }

    private Map<String, String> environment() throws Exception {
        S3Access objects = TestServices.objectStore();
        Keys.readOrGenerate(folder.resolve("keyset.json"));
        Map<String, String> environment = new HashMap<>();
        environment.put("POL_DB_URL", database.url());
        environment.put("POL_DB_USER", database.user());
        environment.put("POL_DB_PASSWORD", database.password());
        environment.put("POL_BROKER_URI", TestServices.rabbitMqUri());
        environment.put("POL_MESSAGING_PREFIX", "killed-" + UUID.randomUUID());
        environment.put("POL_KEYSET_FILE", folder.resolve("keyset.json").toString());
        environment.put("POL_OBJECTS_ENDPOINT", objects.endpoint());
        environment.put("POL_OBJECTS_ACCESS_KEY", objects.accessKey());
        environment.put("POL_OBJECTS_SECRET_KEY", objects.secretKey());
        environment.put(
                "POL_OBJECTS_BUCKET_PREFIX", "k" + UUID.randomUUID().toString().substring(0, 8) + "-");
        return environment;
    }

    private static ConfigurableApplicationContext api(Map<String, String> environment) {
        return IngestApplication.builder()
                .run(
                        "--server.port=0",
                        "--ingest.login.attempts-per-day=1000",
                        "--spring.datasource.url=" + environment.get("POL_DB_URL"),
                        "--spring.datasource.username=" + environment.get("POL_DB_USER"),
                        "--spring.datasource.password=" + environment.get("POL_DB_PASSWORD"),
                        "--spring.rabbitmq.addresses=" + environment.get("POL_BROKER_URI"),
                        "--storage.messaging.prefix=" + environment.get("POL_MESSAGING_PREFIX"),
                        "--storage.keyset-file=" + environment.get("POL_KEYSET_FILE"),
                        "--storage.objects.endpoint=" + environment.get("POL_OBJECTS_ENDPOINT"),
                        "--storage.objects.public-endpoint=" + environment.get("POL_OBJECTS_ENDPOINT"),
                        "--storage.objects.access-key=" + environment.get("POL_OBJECTS_ACCESS_KEY"),
                        "--storage.objects.secret-key=" + environment.get("POL_OBJECTS_SECRET_KEY"),
                        "--storage.objects.bucket-prefix=" + environment.get("POL_OBJECTS_BUCKET_PREFIX"));
    }

    private List<Path> clipsOnDisk() throws IOException {
        try (Stream<Path> files = Files.walk(WorkerProcess.temporary(folder))) {
            return files.filter(file -> file.toString().endsWith(".video")).toList();
        }
    }

    private int settled() {
        return count("certification where outcome is not null");
    }

    private int decidedBy(String worker) {
        return jdbc.sql("select count(*) from decision where worker = :worker")
                .param("worker", worker)
                .query(Integer.class)
                .single();
    }

    private int count(String from) {
        return jdbc.sql("select count(*) from " + from).query(Integer.class).single();
    }
}
