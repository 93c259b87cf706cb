package org.proofoflife.ops.embedded;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.testcontainers.DockerClientFactory;

/**
 * What tests run against: one PostgreSQL, RabbitMQ and object store per JVM, each started when first asked for. They
 * are containers when Docker runs and local processes otherwise; a server that cannot be had is a failure.
 */
public final class TestServices {

    private static final AtomicInteger databases = new AtomicInteger();
    private static final Map<String, DatabaseAccess> templates = new ConcurrentHashMap<>();

    private TestServices() {}

    /** An empty database of the caller's own. */
    public static DatabaseAccess freshDatabase() {
        return Postgres.SERVER.database("test_" + databases.incrementAndGet(), null);
    }

    /**
     * A database of the caller's own, copied from a template that is prepared once per JVM (by migrations, say): a copy
     * takes a tenth of a second.
     *
     * @param template name of the template
     * @param prepare fills it; must leave no connection open
     */
    public static DatabaseAccess freshDatabase(String template, Consumer<DatabaseAccess> prepare) {
        templates.computeIfAbsent(template, name -> {
            DatabaseAccess database = Postgres.SERVER.database("template_" + name, null);
            prepare.accept(database);
            return database;
        });
        return Postgres.SERVER.database("test_" + databases.incrementAndGet(), "template_" + template);
    }

    /** A real RabbitMQ, shared: give exchanges and queues a name of your own. */
    public static String rabbitMqUri() {
        return Rabbit.SERVER.uri();
    }

    /** The embedded broker of the one-JVM installation, for what has to hold on both. */
    public static String qpidUri() {
        return Qpid.SERVER.uri();
    }

    /** Shared: give buckets a prefix of your own. */
    public static S3Access objectStore() {
        return Objects.ACCESS;
    }

    // One holder class per server: the JVM starts each one once, and only if it is asked for.

    private static final class Docker {
        static final boolean RUNS = DockerClientFactory.instance().isDockerAvailable();
    }

    private static final class Postgres {
        static final TestDatabases SERVER = Docker.RUNS ? Containers.postgres() : local();

        private static TestDatabases local() {
            PostgresServer server = PostgresServer.temporary();
            return server::database;
        }
    }

    private static final class Rabbit {
        static final BrokerServer SERVER = Docker.RUNS ? Containers.rabbitMq() : RabbitMqServer.temporary();
    }

    private static final class Qpid {
        static final BrokerServer SERVER = atExit(QpidBroker.temporary());

        private static BrokerServer atExit(BrokerServer broker) {
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-qpid"));
            return broker;
        }
    }

    private static final class Objects {
        static final S3Access ACCESS = Docker.RUNS ? Containers.minio() : local();

        private static S3Access local() {
            ObjectStoreServer server = ObjectStoreServer.temporary();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-object-store"));
            return server.access();
        }
    }
}
