package org.proofoflife.batch.lean;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.proofoflife.batch.imports.ImportConfiguration;
import org.proofoflife.batch.partition.LocalPartitioning;
import org.proofoflife.batch.partition.RemotePartitioning;
import org.proofoflife.batch.reconciliation.ReconciliationConfiguration;
import org.proofoflife.ops.embedded.DatabaseAccess;
import org.proofoflife.ops.embedded.TestServices;
import org.proofoflife.storage.StorageConfiguration;
import org.proofoflife.storage.crypto.Keys;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** Imports and reconciliation without web, schedule and accounts, over a real database of the caller's own. */
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.batch.autoconfigure.BatchJobLauncherAutoConfiguration",
            "org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration",
            "org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration"
        })
@Import({
    StorageConfiguration.class,
    ImportConfiguration.class,
    LocalPartitioning.class,
    RemotePartitioning.class,
    ReconciliationConfiguration.class
})
public class LeanBatch {

    private static final String KEYSET = Keys.generate().toJson();

    /** A database with all migrations. */
    public static DatabaseAccess database() {
        return TestServices.freshDatabase("batch", access -> Flyway.configure()
                .dataSource(access.url(), access.user(), access.password())
                .load()
                .migrate());
    }

    public static ConfigurableApplicationContext start(DatabaseAccess database, Path folder, Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(database.springProperties());
        properties.put("storage.keyset", KEYSET);
        properties.put("imports.work-folder", folder.resolve("work").toString());
        properties.put("spring.batch.job.enabled", "false");
        properties.put("spring.batch.jdbc.initialize-schema", "never");
        properties.put("spring.batch.jdbc.isolation-level-for-create", "read_committed");
        properties.put("spring.flyway.enabled", "false");
        properties.put("spring.main.banner-mode", "off");
        properties.put("spring.datasource.hikari.maximum-pool-size", "8");
        properties.put("logging.level.root", "warn");
        properties.putAll(more);
        return new SpringApplicationBuilder(LeanBatch.class)
                .web(WebApplicationType.NONE)
                .properties(properties)
                .run();
    }
}
