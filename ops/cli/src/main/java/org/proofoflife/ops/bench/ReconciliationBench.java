package org.proofoflife.ops.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.crypto.BlindIndex;
import org.proofoflife.storage.crypto.Keys;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Generates people with planted discrepancies, imports and reconciles them, and compares with what was planted. */
@Command(
        name = "reconciliation",
        mixinStandardHelpOptions = true,
        description = {
            "Import and reconcile a month of N people in a process with 512 MB of heap.",
            "Findings must equal the planted discrepancies. Rates are given as ratios to a bare COPY into an equal table",
            "and to the one bare SQL statement, measured in the same run. Exit code 1 if anything was missed or extra,",
            "or if a killed run ended otherwise than the undisturbed one."
        })
public final class ReconciliationBench implements Callable<Integer> {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int ROWS_PER_SLAB = 32_768;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--people", paramLabel = "N", defaultValue = "100000", description = "People, up to 11 million.")
    private int people;

    @Option(names = "--json", description = "One JSON object instead of a table.")
    private boolean json;

    @Option(
            names = "--kills",
            paramLabel = "K",
            defaultValue = "0",
            description = {
                "After the undisturbed run, do it once more and kill -9 the process K times at random moments:",
                "its end must equal the undisturbed one's."
            })
    private int kills;

    @Option(names = "--seed", defaultValue = "1", description = "Of the random points.")
    private long seed;

    @Option(names = "--folder", description = "For the files; a temporary one if not given. Emptied afterwards.")
    private @Nullable Path folder;

    @Override
    public Integer call() throws Exception {
        if (people < 1_000 || people > 11_000_000) {
            throw new picocli.CommandLine.ParameterException(
                    java.util.Objects.requireNonNull(spec).commandLine(), "--people is a number of 1000..11000000");
        }
        Path work = folder == null ? Files.createTempDirectory("bench-reconciliation") : folder;
        try {
            Map<String, Object> figures = measure(people, kills, seed, work);
            print(figures);
            return Boolean.TRUE.equals(figures.get("exact")) ? 0 : 1;
        } finally {
            FileSystemUtils.deleteRecursively(work);
        }
    }

    /** @return figures by name, in the order in which they are shown; times in seconds, rates in rows a second */
    static Map<String, Object> measure(int people, int kills, long seed, Path work) throws Exception {
        YearMonth month = YearMonth.now(Clock.system(ZONE)).minusMonths(1);
        Keys keys = Keys.generate();
        BlindIndex index = keys.blindIndex();
        Path files = work.resolve("files");
        Population population = new Population(people, month, files, index::number);
        long from = System.nanoTime();
        Population.Sizes sizes = population.write();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("people", people);
        figures.put("rows", sizes.all());
        figures.put("payments", sizes.payments());
        figures.put("generateSeconds", seconds((System.nanoTime() - from) / 1_000_000));
        Run run = new Run(keys, files, month, work);
        EndState undisturbed;
        Timeline timeline;
        try (BenchDatabase database = new BenchDatabase();
                Connection connection = database.connect()) {
            Path output = Files.createFile(work.resolve("output.log"));
            try (ChildProcess process = run.start(database, output, Map.of())) {
                process.awaitSuccess(240);
            }
            timeline = Timeline.of(connection);
            undisturbed = EndState.of(connection);
            figures.put("stepSeconds", timeline.seconds());
            rates(figures, sizes, output, connection, month, work);
            compare(figures, connection, population);
        }
        if (kills > 0) {
            killed(figures, run, timeline.draw(kills, new Random(seed)), timeline, undisturbed, population);
        }
        return figures;
    }

    private static void compare(Map<String, Object> figures, Connection connection, Population population)
            throws SQLException, IOException {
        Comparison comparison = Comparison.of(connection, population.planted());
        figures.put("findings", comparison.byKind());
        figures.put("planted", comparison.planted());
        figures.put("missed", comparison.missed());
        figures.put("extra", comparison.extra());
        figures.put("exact", comparison.exact());
    }

    /** The same files and keys once more, in a process that is killed on its way. */
    private static void killed(
            Map<String, Object> figures,
            Run run,
            List<Timeline.Moment> moments,
            Timeline timeline,
            EndState undisturbed,
            Population population)
            throws Exception {
        try (BenchDatabase database = new BenchDatabase();
                Connection connection = database.connect()) {
            Path output = Files.createFile(run.work().resolve("killed.log"));
            // Each thread has a partition of its own under way: with one, a kill costs one at most.
            Killer killer = new Killer(connection);
            List<Killer.Kill> kills =
                    killer.kill(moments, () -> run.start(database, output, Map.of("PARTITION_THREADS", "1")));
            figures.put("kills", kills.stream().map(Killer.Kill::at).toList());
            figures.put("killedAtWork", kills.size());
            figures.put(
                    "begunAgainPerKill",
                    kills.stream().map(Killer.Kill::begunAgain).toList());
            figures.put("committedTwice", killer.doneTwice(timeline));
            List<String> differences = undisturbed.differences(EndState.of(connection));
            figures.put("differsFromUndisturbed", differences);
            Comparison comparison = Comparison.of(connection, population.planted());
            figures.put(
                    "exact", comparison.exact() && differences.isEmpty() && Boolean.TRUE.equals(figures.get("exact")));
        }
    }

    private record Run(Keys keys, Path files, YearMonth month, Path work) {
        ChildProcess start(BenchDatabase database, Path output, Map<String, String> more) throws IOException {
            Map<String, String> settings = new HashMap<>(more);
            settings.put("IMPORTS_ROWSPERSLAB", Integer.toString(ROWS_PER_SLAB));
            settings.put("IMPORTS_WORKFOLDER", work.resolve("work").toString());
            return ChildProcess.start(
                    database.access(), keys.toJson(), output, settings, "work", files.toString(), month.toString());
        }
    }

    private static void rates(
            Map<String, Object> figures,
            Population.Sizes sizes,
            Path output,
            Connection connection,
            YearMonth month,
            Path work)
            throws Exception {
        long roster = millis(output, "ROSTER");
        long counter = millis(output, "COUNTER");
        long evidence = millis(output, "EVIDENCE");
        long payments = millis(output, "PAY");
        long reconcile = millis(output, "RECONCILE");
        figures.put("importRosterSeconds", seconds(roster));
        figures.put("importCertificationsSeconds", seconds(counter));
        figures.put("importEvidenceSeconds", seconds(evidence));
        figures.put("importPaymentsSeconds", seconds(payments));
        figures.put("importPaymentsRate", sizes.payments() * 1_000 / Math.max(1, payments));
        String table = Baseline.paymentTable(connection, month);
        Path scratch = work.resolve("payments.copy");
        long bare = Baseline.copy(connection, table, true, scratch);
        long plain = Baseline.copy(connection, table, false, scratch);
        figures.put("bareCopySeconds", seconds(bare));
        figures.put("bareCopyRate", sizes.payments() * 1_000 / Math.max(1, bare));
        figures.put("importToCopyRatio", ratio(bare, payments));
        figures.put("importToCopyWithoutIndexesRatio", ratio(plain, payments));
        figures.put("reconcileSeconds", seconds(reconcile));
        long statement = Baseline.statement(connection, month, ZONE.getId());
        figures.put("bareStatementSeconds", seconds(statement));
        figures.put("reconcileToStatementRatio", ratio(reconcile, statement));
        figures.put("heapLimitMegabytes", ChildProcess.HEAP_MEGABYTES);
        figures.put(
                "heapPeakMegabytes",
                Long.valueOf(ChildProcess.said(output, BatchProcess.HEAP).orElseThrow()));
    }

    private static long millis(Path output, String what) throws IOException {
        return Long.parseLong(
                ChildProcess.said(output, BatchProcess.TIMED + what + " ").orElseThrow());
    }

    private static double seconds(long millis) {
        return millis / 1000.0;
    }

    private static double ratio(long numerator, long denominator) {
        return Math.round(1000.0 * numerator / Math.max(1, denominator)) / 1000.0;
    }

    private void print(Map<String, Object> figures) {
        PrintWriter out = spec == null
                ? new PrintWriter(System.out, true)
                : spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder().build().writeValueAsString(figures));
        } else {
            figures.forEach((name, value) -> out.printf("%-34s %s%n", name, value));
        }
        out.flush();
    }
}
