package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofoflife.ingest.webhook.WebhookSignature;
import org.proofoflife.storage.certification.Certification;
import org.proofoflife.storage.certification.CertificationState;
import org.proofoflife.storage.certification.Certifications;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.Registration;
import org.proofoflife.storage.testing.People;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The clients that the developers' page shows do what it says, each in its own language. */
@ApiTest
@Import(Browser.class)
class ClientsTest {

    private static final Path CLIENTS = Path.of("web/clients").toAbsolutePath();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @Autowired
    ApiClient api;

    @Autowired
    Worker worker;

    @Autowired
    Pensioners pensioners;

    @Autowired
    Certifications certifications;

    @Autowired
    Environment environment;

    @TempDir
    Path folder;

    private record Run(Process process, UUID personId, Path output, OutcomeCode outcome) {}

    @Test
    void everyClientCertifiesAndReadsTheOutcome() throws Exception {
        List<Run> runs = new ArrayList<>();
        runs.add(start(OutcomeCode.CERTIFIED, "bash", "certify.sh"));
        runs.add(start(OutcomeCode.ACTION_NOT_FOLLOWED, "node", "certify.mjs"));
        runs.add(start(OutcomeCode.FACE_MISMATCH, JAVA, "Certify.java"));
        for (Run run : runs) {
            await().atMost(Duration.ofMinutes(2)).until(() -> !run.process().isAlive() || submitted(run) != null);
            Certification certification = submitted(run);
            assertThat(certification).as(Files.readString(run.output())).isNotNull();
            worker.decide(certification.id().toString(), run.outcome());
            assertThat(run.process().waitFor())
                    .as(Files.readString(run.output()))
                    .isZero();
            assertThat(Files.readString(run.output()).strip()).endsWith(run.outcome() + " " + certification.id());
        }
    }

    private Run start(OutcomeCode outcome, String... command) throws IOException {
        Registration person = People.someone();
        UUID personId = pensioners.register(person);
        worker.enrol(personId, People.CHANNEL);
        byte[] clip = new byte[200_000];
        ThreadLocalRandom.current().nextBytes(clip);
        Path file = Files.write(folder.resolve(outcome + ".mp4"), clip);
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(person.name(), person.number(), file.toString()));
        Path output = folder.resolve(outcome + ".log");
        ProcessBuilder builder = new ProcessBuilder(all)
                .directory(CLIENTS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of(
                        "POL_API",
                        "http://localhost:" + environment.getProperty("local.server.port"),
                        "POL_KEY",
                        api.key(),
                        "LC_ALL",
                        "C.UTF-8",
                        "CLASSPATH",
                        System.getProperty("java.class.path")));
        return new Run(builder.start(), personId, output, outcome);
    }

    private Certification submitted(Run run) {
        return certifications.ofPensioner(run.personId(), 1).stream()
                .filter(it -> it.state() == CertificationState.SUBMITTED)
                .findFirst()
                .orElse(null);
    }

    @Test
    void everyVerifierAcceptsTheWorkedExampleAndNothingElse() throws Exception {
        JsonNode example =
                JsonMapper.builder().build().readTree(Files.readString(CLIENTS.resolve("webhook-example.json")));
        String secret = example.path("secret").asString();
        String body = example.path("body").asString();
        String header = example.path("signature").asString();
        long time = example.path("time").asLong();
        assertThat(WebhookSignature.of(secret, Instant.ofEpochSecond(time), body.getBytes(StandardCharsets.UTF_8)))
                .as("the example is what the sender sends")
                .isEqualTo(header);
        for (String[] command : List.of(
                new String[] {"bash", "verify-webhook.sh"},
                new String[] {"node", "verify-webhook.mjs"},
                new String[] {JAVA, "VerifyWebhook.java"})) {
            assertThat(verify(command, secret, header, time + 299, body)).isZero();
            assertThat(verify(command, secret, header, time + 301, body)).isEqualTo(1);
            assertThat(verify(command, secret, header, time, body.replace("CERTIFIED", "REJECTED")))
                    .isEqualTo(1);
            assertThat(verify(command, "another secret", header, time, body)).isEqualTo(1);
            assertThat(verify(command, secret, "t=" + time, time, body)).isEqualTo(1);
        }
    }

    private static int verify(String[] command, String secret, String header, long now, String body) throws Exception {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(header, Long.toString(now)));
        ProcessBuilder builder = new ProcessBuilder(all)
                .directory(CLIENTS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("POL_WEBHOOK_SECRET", secret);
        Process process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It has refused without reading on.
            process.waitFor();
        }
        return process.waitFor();
    }
}
