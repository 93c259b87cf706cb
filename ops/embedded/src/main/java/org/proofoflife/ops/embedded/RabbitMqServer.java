package org.proofoflife.ops.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The machine's own RabbitMQ (Debian package {@code rabbitmq-server}) as a private process: its own folder, ports, node
 * name and port mapper, so that it meets neither a system-wide RabbitMQ nor one of another test run.
 */
public final class RabbitMqServer implements BrokerServer {

    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final List<Path> KNOWN_PLACES = List.of(
            Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server"),
            Path.of("/opt/rabbitmq/sbin/rabbitmq-server"),
            Path.of("/usr/local/sbin/rabbitmq-server"));

    private final Process process;
    private final Path folder;
    private final int mapperPort;
    private final String uri;
    private final Thread atExit;

    private RabbitMqServer(Process process, Path folder, int mapperPort, String uri) {
        this.process = process;
        this.folder = folder;
        this.mapperPort = mapperPort;
        this.uri = uri;
        this.atExit = new Thread(this::stop, "stop-rabbitmq");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** @throws EmbeddedServerException if RabbitMQ is not installed or does not start */
    public static RabbitMqServer temporary() {
        Path executable = executable();
        Path folder = TemporaryFolders.create("rabbitmq");
        int port = FreePorts.find();
        int mapperPort = FreePorts.find();
        String password = Secrets.random();
        Path output = folder.resolve("output.log");
        try {
            Path settings = folder.resolve("rabbitmq.conf");
            Secrets.write(settings, """
                    listeners.tcp.1 = 127.0.0.1:%d
                    default_user = pol
                    default_pass = %s
                    """.formatted(port, password));
            Files.writeString(folder.resolve("enabled_plugins"), "[].");
            ProcessBuilder builder = new ProcessBuilder(executable.toString());
            builder.environment().putAll(environment(folder, settings, port, mapperPort));
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            RabbitMqServer server =
                    new RabbitMqServer(process, folder, mapperPort, "amqp://pol:" + password + "@127.0.0.1:" + port);
            server.awaitPort(port, output);
            return server;
        } catch (IOException e) {
            throw new EmbeddedServerException("Cannot run RabbitMQ in " + folder, e);
        }
    }

    private static Path executable() {
        Stream<Path> onPath = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(directory -> Path.of(directory, "rabbitmq-server"))
                // Debian's wrapper on the path insists on another user: the script behind it does not.
                .filter(file -> !file.startsWith("/usr/sbin") && !file.startsWith("/sbin"));
        return Stream.concat(KNOWN_PLACES.stream(), onPath)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() ->
                        new EmbeddedServerException("No RabbitMQ on this machine. Install it (Debian: apt-get install"
                                + " rabbitmq-server, as root), or start Docker, and run again."));
    }

    private static Map<String, String> environment(Path folder, Path settings, int port, int mapperPort) {
        return Map.ofEntries(
                Map.entry("HOME", folder.toString()),
                Map.entry("RABBITMQ_CONF_ENV_FILE", "/dev/null"),
                Map.entry("RABBITMQ_CONFIG_FILE", settings.toString()),
                Map.entry("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString()),
                Map.entry("RABBITMQ_LOG_BASE", folder.resolve("log").toString()),
                Map.entry(
                        "RABBITMQ_ENABLED_PLUGINS_FILE",
                        folder.resolve("enabled_plugins").toString()),
                Map.entry("RABBITMQ_NODE_PORT", Integer.toString(port)),
                Map.entry("RABBITMQ_DIST_PORT", Integer.toString(FreePorts.find())),
                Map.entry("RABBITMQ_NODENAME", "pol" + port + "@localhost"),
                Map.entry("ERL_EPMD_PORT", Integer.toString(mapperPort)),
                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                // Erlang's schedulers spin while they wait: a test machine has no core to spare for that.
                Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "+S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none"));
    }

    private void awaitPort(int port, Path output) throws IOException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!FreePorts.isListening(port)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                String said = Files.readString(output);
                close();
                throw new EmbeddedServerException("RabbitMQ did not start. It said:\n" + said);
            }
            try {
                process.waitFor(100, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                close();
                throw new EmbeddedServerException("Interrupted while RabbitMQ was starting", e);
            }
        }
    }

    @Override
    public String uri() {
        return uri;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        stop();
    }

    private void stop() {
        List<ProcessHandle> members = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        // The data go with it, so nothing is gained by a slow, orderly end.
        members.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture<?> ended = CompletableFuture.allOf(
                members.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
        try {
            ended.get(10, TimeUnit.SECONDS);
            // The port mapper detaches itself from the family.
            ProcessBuilder mapper = new ProcessBuilder("epmd", "-kill");
            mapper.environment().put("ERL_EPMD_PORT", Integer.toString(mapperPort));
            mapper.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | IOException e) {
            throw new EmbeddedServerException("RabbitMQ does not stop", e);
        } finally {
            TemporaryFolders.delete(folder);
        }
    }
}
