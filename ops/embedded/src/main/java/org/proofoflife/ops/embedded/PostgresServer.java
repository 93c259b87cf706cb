package org.proofoflife.ops.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real PostgreSQL of this process's own, run by root as well as by an ordinary user. */
public final class PostgresServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);
    private static final String USER = "postgres";

    private final EmbeddedPostgres server;
    private final String password;

    private PostgresServer(EmbeddedPostgres server, String password) {
        this.server = server;
        this.password = password;
    }

    /** Data that survives, every commit on disk, and a password even on the loopback interface. */
    public static PostgresServer persistent(Path folder, String password) {
        Path data = folder.resolve("data");
        boolean first = !Files.exists(data.resolve("PG_VERSION"));
        try {
            Files.createDirectories(folder);
            stopLeftover(data);
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(folder.resolve("bin").toFile())
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "200");
            if (!first) {
                builder.setConnectConfig("password", password);
            }
            PostgresServer server = new PostgresServer(start(builder, folder.resolve("postgres.log")), password);
            if (first) {
                server.requirePassword(data);
            }
            return server;
        } catch (IOException | SQLException e) {
            throw new EmbeddedServerException("Cannot run PostgreSQL in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** For tests: gone when closed, and not safe against a crash. */
    public static PostgresServer temporary() {
        return temporary(Map.of());
    }

    /** The same with further settings of postgresql.conf. */
    public static PostgresServer temporary(Map<String, String> settings) {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("synchronous_commit", "off")
                .setServerConfig("max_connections", "400");
        settings.forEach(builder::setServerConfig);
        try {
            Path serverLog = Files.createTempFile("postgres", ".log");
            serverLog.toFile().deleteOnExit();
            return new PostgresServer(start(builder, serverLog), USER);
        } catch (IOException e) {
            throw new EmbeddedServerException("Cannot run a temporary PostgreSQL: " + e.getMessage(), e);
        }
    }

    /** @param serverLog what an earlier server said there is lost */
    private static EmbeddedPostgres start(EmbeddedPostgres.Builder builder, Path serverLog) throws IOException {
        Files.deleteIfExists(serverLog);
        Redirect toLog = Redirect.appendTo(serverLog.toFile());
        try {
            return builder.setPGStartupWait(Duration.ofMinutes(1))
                    .setServerConfig("timezone", "UTC")
                    .setOutputRedirector(toLog)
                    .setErrorRedirector(toLog)
                    .start();
        } catch (IOException | IllegalStateException e) {
            throw new IOException(
                    e.getMessage() + "\n" + Files.readString(serverLog).strip(), e);
        }
    }

    /** A server whose owner was killed goes on alone and holds the data directory: it is asked to end. */
    private static void stopLeftover(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile);
        ProcessHandle process = ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                .filter(running -> running.info().command().orElse("").endsWith("postgres"))
                .orElse(null);
        if (process == null) {
            return;
        }
        log.warn("Stopping the PostgreSQL that a killed process left running in {}", data);
        process.destroy();
        try {
            process.onExit().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while an earlier PostgreSQL was stopping", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("An earlier PostgreSQL (process " + process.pid() + ") does not stop", e);
        }
    }

    private void requirePassword(Path data) throws IOException, SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter role " + USER + " password '" + password.replace("'", "''") + "'");
            Files.writeString(
                    data.resolve("pg_hba.conf"),
                    "host all all 127.0.0.1/32 scram-sha-256\nhost all all ::1/128 scram-sha-256\n");
            statement.execute("select pg_reload_conf()");
        }
    }

    /** The database of this name, created if it is not there. */
    public DatabaseAccess database(String name) {
        return database(name, null);
    }

    /** The database of this name, created if it is not there, as a copy of another to which nobody is connected. */
    public DatabaseAccess database(String name, @Nullable String template) {
        String identifier = "\"" + name.replace("\"", "\"\"") + "\"";
        try (Connection connection = access(USER).connect();
                PreparedStatement known = connection.prepareStatement("select 1 from pg_database where datname = ?");
                Statement statement = connection.createStatement()) {
            known.setString(1, name);
            try (ResultSet found = known.executeQuery()) {
                if (!found.next()) {
                    statement.execute("create database " + identifier
                            + (template == null ? "" : " template \"" + template.replace("\"", "\"\"") + "\""));
                }
            }
            return access(name);
        } catch (SQLException e) {
            throw new EmbeddedServerException("Cannot create database " + name, e);
        }
    }

    private DatabaseAccess access(String name) {
        return new DatabaseAccess("jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name, USER, password);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new EmbeddedServerException("Cannot stop PostgreSQL", e);
        }
    }
}
