package org.proofoflife.ops.standalone;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.flywaydb.core.Flyway;
import org.proofoflife.ops.embedded.BrokerServer;
import org.proofoflife.ops.embedded.DatabaseAccess;
import org.proofoflife.ops.embedded.ObjectStoreServer;
import org.proofoflife.ops.embedded.PostgresServer;
import org.proofoflife.ops.embedded.QpidBroker;

/** Database (migrated), broker and object store of the installation. */
final class EmbeddedServices implements AutoCloseable {

    private static final String S3_KEY = "proof-of-life";

    private final PostgresServer postgres;
    private final DatabaseAccess database;
    private final BrokerServer broker;
    private final ObjectStoreServer objects;

    private EmbeddedServices(
            PostgresServer postgres, DatabaseAccess database, BrokerServer broker, ObjectStoreServer objects) {
        this.postgres = postgres;
        this.database = database;
        this.broker = broker;
        this.objects = objects;
    }

    /** All at once: each of them mostly waits. */
    static EmbeddedServices start(DataFolder data, int objectsPort) {
        CompletableFuture<BrokerServer> broker = CompletableFuture.supplyAsync(
                () -> QpidBroker.persistent(data.folder("broker"), data.secret("broker")));
        CompletableFuture<ObjectStoreServer> objects = CompletableFuture.supplyAsync(() ->
                ObjectStoreServer.persistent(data.folder("objects"), objectsPort, S3_KEY, data.secret("objects")));
        try {
            PostgresServer postgres = PostgresServer.persistent(data.folder("postgres"), data.secret("postgres"));
            DatabaseAccess database = postgres.database("proofoflife");
            Flyway.configure()
                    .dataSource(database.url(), database.user(), database.password())
                    .load()
                    .migrate();
            return new EmbeddedServices(postgres, database, broker.join(), objects.join());
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    DatabaseAccess database() {
        return database;
    }

    BrokerServer broker() {
        return broker;
    }

    ObjectStoreServer objects() {
        return objects;
    }

    @Override
    public void close() {
        objects.close();
        broker.close();
        postgres.close();
    }
}
