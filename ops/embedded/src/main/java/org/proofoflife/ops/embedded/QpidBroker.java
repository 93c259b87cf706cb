package org.proofoflife.ops.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener;
import org.apache.qpid.server.model.BrokerModel;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Apache Qpid Broker-J inside this JVM, its messages in Derby. It silently ignores quorum queues, delivery limits and
 * dead-letter arguments: what depends on them lives in the application.
 */
public final class QpidBroker implements BrokerServer {

    private static final String USER = "pol";
    private static final String VIRTUAL_HOST = "default";

    private final SystemLauncher launcher;
    private final String uri;
    private final @Nullable Path temporary;

    private QpidBroker(SystemLauncher launcher, String uri, @Nullable Path temporary) {
        this.launcher = launcher;
        this.uri = uri;
        this.temporary = temporary;
    }

    public static QpidBroker persistent(Path folder, String password) {
        return start(folder, password, null);
    }

    public static QpidBroker temporary() {
        Path folder = TemporaryFolders.create("broker");
        return start(folder, Secrets.random(), folder);
    }

    private static QpidBroker start(Path folder, String password, @Nullable Path temporary) {
        int port = FreePorts.find();
        // Derby would otherwise write derby.log into whatever the current directory is.
        System.setProperty(
                "derby.stream.error.file", folder.resolve("derby.log").toString());
        StartUp startUp = new StartUp();
        SystemLauncher launcher = new SystemLauncher(startUp);
        try {
            Files.createDirectories(folder);
            Path initial = folder.resolve("initial.json");
            Secrets.write(
                    initial, JsonMapper.builder().build().writeValueAsString(configuration(folder, port, password)));
            // The configuration is made anew at every start, so that port and password are today's; the messages stand
            // in the virtual host's own store.
            Path store = folder.resolve("configuration.json");
            Files.deleteIfExists(store);
            launcher.startup(Map.of(
                    "type", "JSON",
                    "storePath", store.toString(),
                    "initialConfigurationLocation", initial.toUri().toString(),
                    "startupLoggedToSystemOut", false,
                    "context",
                            Map.of(
                                    "qpid.work_dir",
                                    folder.toString(),
                                    // One topology for both brokers: x-queue-type and the like are accepted.
                                    "queue.behaviourOnUnknownDeclareArgument",
                                    "IGNORE")));
            Files.deleteIfExists(initial);
        } catch (IOException e) {
            throw new EmbeddedServerException("Cannot use " + folder + " for the embedded broker", e);
        } catch (Exception e) {
            throw new EmbeddedServerException("Cannot start the embedded broker", e);
        }
        if (startUp.failure != null || !FreePorts.isListening(port)) {
            launcher.shutdown();
            throw new EmbeddedServerException("Cannot start the embedded broker in " + folder, startUp.failure);
        }
        return new QpidBroker(
                launcher, "amqp://" + USER + ":" + password + "@127.0.0.1:" + port + "/" + VIRTUAL_HOST, temporary);
    }

    private static Map<String, Object> configuration(Path folder, int port, String password) {
        return Map.of(
                "name", "embedded",
                "modelVersion", BrokerModel.MODEL_VERSION,
                "authenticationproviders",
                        List.of(Map.of(
                                "name",
                                "plain",
                                "type",
                                "Plain",
                                // The loopback interface needs no TLS.
                                "secureOnlyMechanisms",
                                List.of(),
                                "users",
                                List.of(Map.of("name", USER, "type", "managed", "password", password)))),
                "ports",
                        List.of(Map.of(
                                "name", "AMQP",
                                "port", port,
                                "bindingAddress", "127.0.0.1",
                                "authenticationProvider", "plain",
                                "virtualhostaliases",
                                        List.of(
                                                Map.of("name", "nameAlias", "type", "nameAlias"),
                                                Map.of("name", "defaultAlias", "type", "defaultAlias")))),
                "virtualhostnodes",
                        List.of(Map.of(
                                "name",
                                VIRTUAL_HOST,
                                "type",
                                "DERBY",
                                "defaultVirtualHostNode",
                                true,
                                "storePath",
                                folder.resolve("store").toString(),
                                "virtualHostInitialConfiguration",
                                "{\"type\": \"ProvidedStore\"}")));
    }

    @Override
    public String uri() {
        return uri;
    }

    @Override
    public void close() {
        launcher.shutdown();
        if (temporary != null) {
            TemporaryFolders.delete(temporary);
        }
    }

    /** The launcher itself only logs what goes wrong. */
    private static final class StartUp extends SystemLauncherListener.DefaultSystemLauncherListener {
        private @Nullable RuntimeException failure;

        @Override
        public void errorOnStartup(RuntimeException e) {
            failure = e;
        }
    }
}
