package org.proofoflife.batch.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.proofoflife.ops.embedded.DatabaseAccess;
import org.proofoflife.ops.embedded.S3Access;
import org.proofoflife.ops.embedded.TestServices;
import org.proofoflife.storage.crypto.Keys;
import org.proofoflife.storage.testing.SettableClock;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** A migrated database, buckets, keys and accounts of the context's own; tokens are {@code token-of-NAME}. */
public final class BatchTestServices implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String KEYS = Keys.generate().toJson();

    /** Looked through by importInbox beside the bucket. */
    public static final Path INBOX_FOLDER = temporaryFolder();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test services", properties(database())));
        ((GenericApplicationContext) context)
                .registerBean("clock", SettableClock.class, () -> new SettableClock(Instant.now()));
    }

    public static DatabaseAccess database() {
        return TestServices.freshDatabase("batch", BatchTestServices::migrate);
    }

    /** What the application is to be told to run against the database and the shared servers. */
    public static Map<String, Object> properties(DatabaseAccess database) {
        S3Access objects = TestServices.objectStore();
        Map<String, Object> properties = new HashMap<>(database.springProperties());
        // Quartz knows data sources by the name of the scheduler, once a JVM: those of another database need another.
        properties.put(
                "spring.quartz.scheduler-name",
                database.url().substring(database.url().lastIndexOf('/') + 1));
        properties.put("spring.rabbitmq.addresses", "amqp://127.0.0.1:1");
        properties.put("spring.datasource.hikari.maximum-pool-size", "10");
        properties.put("storage.objects.endpoint", objects.endpoint());
        properties.put("storage.objects.access-key", objects.accessKey());
        properties.put("storage.objects.secret-key", objects.secretKey());
        properties.put(
                "storage.objects.bucket-prefix",
                "b" + UUID.randomUUID().toString().substring(0, 8) + "-");
        properties.put("storage.keyset", KEYS);
        properties.put("batch.inbox.folder", INBOX_FOLDER.toString());
        properties.put(
                "batch.access.accounts",
                String.join(
                        ",",
                        account("auditor", "AUDITOR"),
                        account("operator", "OPERATOR"),
                        account("wang", "APPROVER"),
                        account("li", "APPROVER"),
                        account("admin", "ADMINISTRATOR")));
        return properties;
    }

    private static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("inbox");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String account(String name, String role) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(("token-of-" + name).getBytes());
            return name + ":" + role + ":" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void migrate(DatabaseAccess database) {
        Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .load()
                .migrate();
    }
}
