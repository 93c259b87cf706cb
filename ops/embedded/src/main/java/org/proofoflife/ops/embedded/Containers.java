package org.proofoflife.ops.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** The servers of production, in containers that Testcontainers removes when the JVM ends. */
final class Containers {

    private static final String PASSWORD = Secrets.random();

    private Containers() {}

    static TestDatabases postgres() {
        GenericContainer<?> container = started(new GenericContainer<>("postgres:17")
                .withEnv("POSTGRES_PASSWORD", PASSWORD)
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=400")
                .withExposedPorts(5432)
                // Once for the initialisation, once for good.
                .waitingFor(Wait.forLogMessage(".*database system is ready to accept connections.*\\s", 2)));
        String base = "jdbc:postgresql://" + container.getHost() + ":" + container.getMappedPort(5432) + "/";
        return (name, template) -> create(base, name, template);
    }

    private static DatabaseAccess create(String base, String name, @Nullable String template) {
        try (Connection connection = new DatabaseAccess(base + "postgres", "postgres", PASSWORD).connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + (template == null ? "" : " template " + template));
            return new DatabaseAccess(base + name, "postgres", PASSWORD);
        } catch (SQLException e) {
            throw new EmbeddedServerException("Cannot create database " + name, e);
        }
    }

    static BrokerServer rabbitMq() {
        GenericContainer<?> container = started(new GenericContainer<>("rabbitmq:4")
                .withEnv("RABBITMQ_DEFAULT_USER", "pol")
                .withEnv("RABBITMQ_DEFAULT_PASS", PASSWORD)
                .withExposedPorts(5672)
                .waitingFor(Wait.forLogMessage(".*Server startup complete.*", 1)));
        String uri = "amqp://pol:" + PASSWORD + "@" + container.getHost() + ":" + container.getMappedPort(5672);
        return new BrokerServer() {
            @Override
            public String uri() {
                return uri;
            }

            @Override
            public void close() {
                container.stop();
            }
        };
    }

    static S3Access minio() {
        GenericContainer<?> container = started(new GenericContainer<>("minio/minio")
                .withEnv("MINIO_ROOT_USER", "pol-test")
                .withEnv("MINIO_ROOT_PASSWORD", PASSWORD)
                .withCommand("server", "/data")
                .withExposedPorts(9000)
                .waitingFor(Wait.forHttp("/minio/health/ready").forPort(9000)));
        return new S3Access(
                "http://" + container.getHost() + ":" + container.getMappedPort(9000), "pol-test", PASSWORD);
    }

    private static GenericContainer<?> started(GenericContainer<?> container) {
        container.start();
        return container;
    }
}
