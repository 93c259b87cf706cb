package org.proofoflife.ops.start;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ops.standalone.Standalone;
import org.proofoflife.ops.standalone.StandaloneSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ops/start}: the product in one JVM, until it is told to end. */
@Command(
        name = "standalone",
        mixinStandardHelpOptions = true,
        description = "Runs the three applications with their own database, broker and object store in one JVM.")
public final class StandaloneCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of all state. Default: .proof-of-life below home.")
    private @Nullable Path data;

    @Option(names = "--port", defaultValue = "8080", description = "Of pages and API. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--batch-port",
            defaultValue = "8082",
            description = "Of the batch jobs. Default: ${DEFAULT-VALUE}.")
    private int batchPort;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
        long begun = System.nanoTime();
        Path folder = data == null ? StandaloneSettings.defaultData() : data;
        try (Standalone standalone = Standalone.start(new StandaloneSettings(folder, port, batchPort, 0))) {
            out.printf(Locale.ROOT, "up after %.1f s%n", (System.nanoTime() - begun) / 1e9);
            printAddresses(standalone, out);
            serve(standalone);
        }
        return 0;
    }

    /** URLs, and where the keys to them stand; the keys themselves are not printed. */
    public static void printAddresses(Standalone standalone, PrintWriter out) {
        out.println("pages and API     " + standalone.url());
        out.println("API description   " + standalone.url() + "/swagger-ui.html");
        out.println("batch jobs        " + standalone.batchUrl());
        out.println("sandbox API key   " + standalone.apiKeyFile());
        out.println("console logins    " + standalone.consoleLoginsFile());
        out.println("operator's token  " + standalone.operatorTokenFile());
        out.println("log               " + standalone.logFile());
        out.println("Ctrl-C ends it; the state stays in " + standalone.folder());
        out.flush();
    }

    /** Serves until the process is told to end, and then closes everything in order. */
    public static void serve(Standalone standalone) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(standalone::close, "stop-standalone"));
        new CountDownLatch(1).await();
    }
}
