package org.proofoflife.ops.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.proofoflife.ops.embedded.DatabaseAccess;
import org.proofoflife.ops.embedded.PostgresServer;

/** A real PostgreSQL for one measurement, with the product's schema. */
final class BenchDatabase implements AutoCloseable {

    /** As the README tells an operator: the defaults of PostgreSQL are meant for the smallest machines. */
    private static final Map<String, String> SETTINGS = Map.of(
            "shared_buffers", "2GB",
            // Otherwise checkpoints fall into the measured and the bare part by chance.
            "max_wal_size", "16GB",
            "checkpoint_timeout", "30min");

    private final PostgresServer server = PostgresServer.temporary(SETTINGS);
    private final DatabaseAccess access = server.database("bench");

    BenchDatabase() {
        Flyway.configure()
                .dataSource(access.url(), access.user(), access.password())
                .load()
                .migrate();
    }

    DatabaseAccess access() {
        return access;
    }

    Connection connect() throws SQLException {
        return access.connect();
    }

    @Override
    public void close() {
        server.close();
    }
}
