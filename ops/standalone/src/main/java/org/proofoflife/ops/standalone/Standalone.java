package org.proofoflife.ops.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.codec.digest.DigestUtils;
import org.proofoflife.batch.BatchApplication;
import org.proofoflife.ingest.IngestApplication;
import org.proofoflife.ops.embedded.S3Access;
import org.proofoflife.ops.embedded.Secrets;
import org.proofoflife.storage.channel.Channels;
import org.proofoflife.storage.channel.Scope;
import org.proofoflife.verification.WorkerApplication;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole product in this JVM. Its state lies in the data folder: started again on the same folder, it goes on where
 * it was.
 */
public final class Standalone implements AutoCloseable {

    /** The channel that the demo and integrators' first steps use. */
    public static final String SANDBOX = "sandbox";

    private static final String SANDBOX_KEY = "sandbox-api-key";
    private static final String OPERATOR_TOKEN = "batch-operator-token";
    private static final String CONSOLE_LOGINS = "console-first-accounts";

    private final DataFolder data;
    private final EmbeddedServices services;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final List<ConfigurableApplicationContext> applications = new ArrayList<>();

    private Standalone(DataFolder data, EmbeddedServices services) {
        this.data = data;
        this.services = services;
    }

    /** @throws org.proofoflife.ops.embedded.EmbeddedServerException if a server cannot be started */
    public static Standalone start(StandaloneSettings settings) {
        quiet();
        DataFolder data = DataFolder.open(settings.data());
        EmbeddedServices services;
        try {
            services = EmbeddedServices.start(data, settings.objectsPort());
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
        Standalone standalone = new Standalone(data, services);
        try {
            standalone.startApplications(settings);
            standalone.issueSandboxChannel();
            return standalone;
        } catch (RuntimeException e) {
            standalone.close();
            throw e;
        }
    }

    /** Until the applications set up their log file, the servers would tell the console what only a log wants to know. */
    private static void quiet() {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(ch.qos.logback.classic.Level.WARN);
        }
    }

    private void startApplications(StandaloneSettings settings) {
        // Made before three applications look for it at once.
        org.proofoflife.storage.crypto.Keys.readOrGenerate(data.secretFile("keyset.json"));
        Map<String, String> common = new TreeMap<>(common());
        common.putAll(settings.limits());
        Map<String, String> ingest = new TreeMap<>(common);
        ingest.put("server.port", Integer.toString(settings.port()));
        ingest.put(
                "ingest.console.first-accounts-file",
                data.secretFile(CONSOLE_LOGINS).toString());
        ingest.put("ingest.centre.mailbox", data.folder("mailbox").toString());
        // A channel on the same machine may want its notices, too.
        ingest.put("ingest.webhooks.allow-plain-http", "true");
        ingest.put("ingest.webhooks.allow-loopback", "true");
        Map<String, String> batch = new TreeMap<>(common);
        batch.put("server.port", Integer.toString(settings.batchPort()));
        batch.put(
                "batch.access.accounts",
                "operator:ADMINISTRATOR:" + DigestUtils.sha256Hex(data.secret(OPERATOR_TOKEN)));
        batch.put(
                "batch.instructions.signing-key-file",
                data.secretFile("instruction-signing-key").toString());
        batch.put("batch.instructions.generate-signing-key", "true");
        // One after the other: Spring Boot sets the JVM's logging and system properties while it starts.
        run(IngestApplication.builder(), ingest);
        run(WorkerApplication.builder(), common);
        run(BatchApplication.builder(), batch);
    }

    private void run(SpringApplicationBuilder application, Map<String, String> properties) {
        applications.add(application
                .registerShutdownHook(false)
                .logStartupInfo(false)
                .run(properties.entrySet().stream()
                        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new)));
    }

    private Map<String, String> common() {
        S3Access objects = services.objects().access();
        return Map.ofEntries(
                Map.entry("spring.datasource.url", services.database().url()),
                Map.entry("spring.datasource.username", services.database().user()),
                Map.entry("spring.datasource.password", services.database().password()),
                Map.entry("spring.flyway.enabled", "false"),
                Map.entry("spring.rabbitmq.addresses", services.broker().uri()),
                Map.entry("storage.keyset-file", data.secretFile("keyset.json").toString()),
                Map.entry("storage.objects.endpoint", objects.endpoint()),
                Map.entry("storage.objects.public-endpoint", objects.endpoint()),
                Map.entry("storage.objects.access-key", objects.accessKey()),
                Map.entry("storage.objects.secret-key", objects.secretKey()),
                Map.entry("logging.file.name", logFile().toString()),
                Map.entry("logging.threshold.console", "off"));
    }

    private void issueSandboxChannel() {
        Path file = data.secretFile(SANDBOX_KEY);
        if (!Files.exists(file)) {
            String key = applications
                    .get(0)
                    .getBean(Channels.class)
                    .issue(SANDBOX, "Sandbox", EnumSet.allOf(Scope.class), null, "job:standalone")
                    .apiKey();
            try {
                Secrets.write(file, key);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port(applications.get(0));
    }

    public String batchUrl() {
        return "http://127.0.0.1:" + port(applications.get(2));
    }

    /** Where the sandbox channel's API key stands, readable by the owner alone. */
    public Path apiKeyFile() {
        return data.secretFile(SANDBOX_KEY);
    }

    public String apiKey() {
        return data.secret(SANDBOX_KEY);
    }

    /** Where the bearer token of the batch jobs' operator stands. */
    public Path operatorTokenFile() {
        return data.secretFile(OPERATOR_TOKEN);
    }

    public String operatorToken() {
        return data.secret(OPERATOR_TOKEN);
    }

    /** Where the first logins of the console stand. */
    public Path consoleLoginsFile() {
        return data.secretFile(CONSOLE_LOGINS);
    }

    /** The bureau's: its zone decides which day and month it is. */
    public Clock clock() {
        return applications.get(0).getBean(Clock.class);
    }

    public Path folder() {
        return data.root();
    }

    public Path logFile() {
        return data.folder("log").resolve("standalone.log");
    }

    private static String port(ConfigurableApplicationContext application) {
        return application.getEnvironment().getRequiredProperty("local.server.port");
    }

    /** The web first, then the workers, then what they stand on. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        applications.forEach(ConfigurableApplicationContext::close);
        services.close();
        data.close();
    }
}
