package org.proofoflife.ops.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ops.standalone.Standalone;
import org.proofoflife.ops.standalone.StandaloneSettings;
import org.proofoflife.ops.start.StandaloneCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code ops/demo}: the whole product at work on this machine. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts everything on this machine, enrols people, submits clips of every kind through the public API and"
                    + " prints what came of each.",
            "Exit code 0 if every outcome is as expected, 1 otherwise."
        })
public final class DemoCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(names = "--once", description = "End after the table instead of staying up.")
    private boolean once;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of all state. With --once by default a temporary one, otherwise .proof-of-life-demo"
                    + " below the home folder.")
    private @Nullable Path data;

    @Option(names = "--port", defaultValue = "0", description = "Of pages and API; 0 = any. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--json", description = "Print the table as JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Consumer<String> progress = line -> {
            err.println("» " + line);
            err.flush();
        };
        boolean temporary = data == null && once;
        Path folder = data != null ? data : once ? Files.createTempDirectory("proof-of-life-demo-") : defaultFolder();
        long begun = System.nanoTime();
        try (Standalone standalone = Standalone.start(new StandaloneSettings(folder, port, 0, 0))) {
            progress.accept(
                    String.format(Locale.ROOT, "everything is up after %.1f s", (System.nanoTime() - begun) / 1e9));
            List<DemoRun.Row> rows;
            DemoRun demo;
            try (DemoStudio studio = new DemoStudio()) {
                demo = demo(standalone, studio, progress);
                rows = demo.play();
            }
            print(rows, out);
            if (!json) {
                new DemoMonth(standalone).end(demo.people(), out);
            }
            if (!once) {
                StandaloneCommand.printAddresses(standalone, out);
                StandaloneCommand.serve(standalone);
            }
            return rows.stream().allMatch(DemoRun.Row::asExpected) ? 0 : 1;
        } finally {
            if (temporary) {
                deleteExceptReports(folder);
            }
        }
    }

    private static DemoRun demo(Standalone standalone, DemoStudio studio, Consumer<String> progress) {
        ChannelClient channel = new ChannelClient(standalone.url(), standalone.apiKey());
        return new DemoRun(channel, studio, System.currentTimeMillis() / 1000, progress);
    }

    /** The demo's people, cases and month, for whoever wants an installation with something in it. */
    public static void play(Standalone standalone, Consumer<String> progress) throws IOException {
        try (DemoStudio studio = new DemoStudio()) {
            DemoRun demo = demo(standalone, studio, progress);
            demo.play();
            new DemoMonth(standalone).end(demo.people(), new PrintWriter(java.io.Writer.nullWriter()));
        }
    }

    private static Path defaultFolder() {
        return Path.of(System.getProperty("user.home"), ".proof-of-life-demo");
    }

    private void print(List<DemoRun.Row> rows, PrintWriter out) {
        if (json) {
            out.println(JsonMapper.builder()
                    .build()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(rows.stream()
                            .map(row -> Map.of(
                                    "case", row.scene().title(),
                                    "person", row.person(),
                                    "expected", row.scene().expectation(),
                                    "outcome", row.outcome(),
                                    "seconds", row.seconds(),
                                    "asExpected", row.asExpected()))
                            .toList()));
            out.flush();
        } else {
            DemoTable.print(rows, out);
        }
    }

    /** All but the report, which the last lines have pointed to. */
    private static void deleteExceptReports(Path folder) throws IOException {
        Path objects = folder.resolve("objects");
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .filter(file -> !file.startsWith(objects.resolve("pol-reports")))
                    // Folders on the way to the report are not empty and stay.
                    .forEach(file -> file.toFile().delete());
        }
    }
}
