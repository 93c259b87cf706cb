package org.proofoflife.batch;

import java.util.Map;
import org.proofoflife.batch.imports.ImportConfiguration;
import org.proofoflife.batch.partition.LocalPartitioning;
import org.proofoflife.batch.partition.RemotePartitioning;
import org.proofoflife.batch.reconciliation.ReconciliationConfiguration;
import org.proofoflife.storage.StorageConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** Imports and reconciliation without web, schedule and accounts, for a process that brings its own settings. */
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.batch.autoconfigure.BatchJobLauncherAutoConfiguration",
            "org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration"
        })
@Import({
    StorageConfiguration.class,
    ImportConfiguration.class,
    LocalPartitioning.class,
    RemotePartitioning.class,
    ReconciliationConfiguration.class
})
public class HeadlessBatch {

    /** Over a migrated database. What is still to be said: data source, keyset, folder for imports. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(HeadlessBatch.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of(
                        "spring.config.name", "headless-batch",
                        "spring.batch.job.enabled", "false",
                        "spring.batch.jdbc.initialize-schema", "never",
                        "spring.batch.jdbc.isolation-level-for-create", "read_committed",
                        "spring.flyway.enabled", "false",
                        "spring.main.banner-mode", "off",
                        "spring.datasource.hikari.maximum-pool-size", "8",
                        "logging.level.root", "warn"));
    }
}
