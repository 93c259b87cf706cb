package org.proofoflife.storage.testing;

import org.flywaydb.core.Flyway;
import org.proofoflife.ops.embedded.DatabaseAccess;
import org.proofoflife.ops.embedded.TestServices;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** One real PostgreSQL per test JVM, with a fresh, migrated database per application context. */
public final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** An empty database of the caller's own. */
    public static DatabaseAccess fresh() {
        return TestServices.freshDatabase();
    }

    /** A database of the caller's own with every migration applied. */
    public static DatabaseAccess migrated() {
        return TestServices.freshDatabase("migrated", TestDatabase::migrate);
    }

    private static void migrate(DatabaseAccess database) {
        Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .load()
                .migrate();
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(migrated().springProperties())
                .and("spring.datasource.hikari.maximum-pool-size=8")
                .applyTo(context);
    }
}
