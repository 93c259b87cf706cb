package org.proofoflife.ops.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.proofoflife.ops.embedded.DatabaseAccess;
import org.proofoflife.ops.embedded.PostgresServer;

/** A real PostgreSQL for one measurement, with the product's schema. */
final class BenchDatabase implements AutoCloseable {

    private final PostgresServer server = PostgresServer.temporary();
    private final DatabaseAccess access = server.database("bench");

    BenchDatabase() throws SQLException {
        try (Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            // Otherwise checkpoints fall into the measured and the bare part by chance.
            statement.execute("alter system set max_wal_size = '16GB'");
            statement.execute("select pg_reload_conf()");
        }
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
