package org.proofoflife.ops.evaluate;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.proofoflife.verification.ClipVerifier;
import org.proofoflife.verification.judge.Judge;
import org.proofoflife.verification.judge.PolicyJudge;
import org.proofoflife.verification.judge.policy.Policy;
import org.proofoflife.verification.judge.policy.PolicyFile;
import org.proofoflife.verification.model.Models;
import org.proofoflife.verification.observe.StandardClipVerifier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the judgement over a manifest of clips, over pairs of photos, or over stored observations. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measure the judgement: APCER, BPCER, FMR, FNMR, actions, speed.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every row came out as expected; with --pairs, every pair could be compared",
            "1:some row did not or could not be judged",
            "2:bad usage"
        },
        footerHeading = "%nColumns:%n",
        footer = {
            "  MANIFEST.csv  clip,reference,challenge,mirrored,expected,species",
            "                challenge as in ops/verify, in quotes where it has commas; - = judge everything but it;",
            "                reference = a photo; empty = skip the match; mirrored = true or false; empty = false;",
            "                expected = an outcome code, LIVE or ATTACK; species = name of an attack or a fault;",
            "                further columns are left alone; paths are relative to the manifest;",
            "                clip.curve.json beside clip.mp4 = the ground truth of its actions, as ops/animate writes it",
            "  PAIRS.csv     a,b,same   two photos a row"
        })
public final class EvaluateCommand implements Callable<Integer> {

    private final Function<Judge, ClipVerifier> verifiers;

    @Spec
    private @Nullable CommandSpec spec;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Source source = new Source();

    static final class Source {
        @Parameters(paramLabel = "MANIFEST.csv", arity = "0..1", description = "Clips and what is expected of them.")
        private @Nullable Path manifest;

        @Option(names = "--pairs", paramLabel = "PAIRS.csv", description = "Compare photos instead.")
        private @Nullable Path pairs;

        @Option(
                names = "--replay",
                paramLabel = "DIR",
                description = "Judge the observations of an earlier run's --out again, without the clips.")
        private @Nullable Path replay;
    }

    @Option(names = "--policy", paramLabel = "FILE", description = "Judge by this policy instead of the built-in one.")
    private @Nullable Path policy;

    @Option(names = "--out", paramLabel = "DIR", description = "Where results go (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("evaluation");

    @Option(names = "--jobs", paramLabel = "N", description = "Rows judged at once (default: ${DEFAULT-VALUE}).")
    private int jobs = 1;

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "Only rows whose column split says so, as in the manifests of ops/suite: tune, held-out.")
    private String split = "";

    @Option(names = "--json", description = "Print the summary as JSON.")
    private boolean json;

    public EvaluateCommand() {
        this(StandardClipVerifier::open);
    }

    EvaluateCommand(Function<Judge, ClipVerifier> verifiers) {
        this.verifiers = verifiers;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (jobs < 1 || jobs > 256) {
            throw badUsage("--jobs is 1 to 256");
        }
        if (!split.isBlank() && source.manifest == null) {
            throw badUsage("--split chooses rows of a manifest");
        }
        Policy chosen = policy();
        Judge judge = new PolicyJudge(chosen);
        if (source.pairs != null) {
            return pairs(requireFile(source.pairs), judge, chosen);
        }
        Results results;
        List<RowResult> rows;
        Summary.Throughput throughput = null;
        Summary.Enrolment enrolment = null;
        if (source.replay != null) {
            Path earlier = requireResults(source.replay);
            results = results();
            rows = results.replay(earlier, judge);
        } else {
            Path file = requireFile(Objects.requireNonNull(source.manifest));
            List<ManifestRow> manifest = read(() -> CsvTable.manifest(file, split));
            results = results();
            try (ClipVerifier verifier = verifiers.apply(judge)) {
                RowJudge rowJudge = new RowJudge(verifier);
                Runner runner = new Runner(rowJudge, results, jobs, progress());
                results.clear();
                rows = runner.run(manifest);
                throughput = runner.throughput(rows);
                enrolment = rowJudge.enrolment();
            }
        }
        Summary summary = Summariser.of(rows, throughput, enrolment);
        results.write(summary, SummaryReport.html("Evaluation", summary));
        print(summary, words(summary));
        return summary.right() == summary.rows() ? 0 : 1;
    }

    private static String words(Summary summary) {
        Summary.BonaFide living = summary.bonaFide();
        return String.format(
                "%d rows: %d as expected, %d not, %d could not be judged. Worst APCER %s, action F1 %s, median onset error %s s.%n"
                        + "Detector of attacks by itself, strict / lenient: worst APCER %s / %s, BPCER %s / %s; BPNRR %s.%n"
                        + "Matching at acceptance: FMR %s, FNMR %s; refused outright: FNMR %s.",
                summary.rows(),
                summary.right(),
                summary.wrong().size(),
                summary.errors(),
                SummaryReport.rate(summary.maxApcer()),
                SummaryReport.rate(summary.allActions().f1()),
                SummaryReport.rate(summary.allActions().onsetErrorMedian()),
                SummaryReport.rate(summary.maxPadApcerStrict()),
                SummaryReport.rate(summary.maxPadApcerLenient()),
                SummaryReport.rate(living.bpcerStrict()),
                SummaryReport.rate(living.bpcer()),
                SummaryReport.rate(living.bpnrr()),
                SummaryReport.rate(summary.matching().fmr()),
                SummaryReport.rate(summary.matching().fnmr()),
                SummaryReport.rate(summary.matching().fnmrAtReject()));
    }

    private int pairs(Path file, Judge judge, Policy chosen) throws IOException {
        List<CsvTable.Line> lines = read(() -> CsvTable.read(file, Set.of("a", "b", "same")));
        Results results = results();
        try (ClipVerifier verifier = verifiers.apply(judge)) {
            results.clear();
            PairsEvaluation.PairsSummary summary =
                    new PairsEvaluation(verifier, chosen.match(), CsvTable.folder(file)).run(lines, results);
            results.write(summary, PairsReport.html(summary));
            print(summary, summary.words());
            return summary.errors() == 0 ? 0 : 1;
        }
    }

    private Policy policy() throws IOException {
        Path file = policy == null ? null : requireFile(policy);
        return read(() -> PolicyFile.read(file, Models.matcherIds()));
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    /** What is wrong with a file that the user names is said to them. */
    private <T> T read(Reading<T> file) throws IOException {
        try {
            return file.read();
        } catch (IllegalArgumentException e) {
            throw badUsage(String.valueOf(e.getMessage()));
        }
    }

    private Results results() {
        try {
            return Results.in(out);
        } catch (IOException e) {
            throw badUsage("Results cannot be kept in " + out + ": " + e);
        }
    }

    private Path requireResults(Path earlier) {
        if (!Results.areIn(earlier)) {
            throw badUsage("Not the results of an evaluation: " + earlier);
        }
        return earlier;
    }

    private void print(Object summary, String words) {
        PrintWriter writer = command().commandLine().getOut();
        writer.println(json ? Results.json(summary) : words + System.lineSeparator() + "Results: " + out);
        writer.flush();
    }

    /** Progress goes beside the result, so that --json stays JSON. */
    private PrintWriter progress() {
        return command().commandLine().getErr();
    }

    private Path requireFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw badUsage("No such file: " + file);
        }
        return file;
    }

    private ParameterException badUsage(String message) {
        return new ParameterException(command().commandLine(), message);
    }

    private CommandSpec command() {
        return Objects.requireNonNull(spec);
    }
}
