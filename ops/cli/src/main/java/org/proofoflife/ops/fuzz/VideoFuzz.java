package org.proofoflife.ops.fuzz;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ops.bench.ChildWatch;
import org.proofoflife.ops.bench.ProcessFigures;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.verification.Verification;
import org.proofoflife.verification.decode.DecodeLimits;
import org.proofoflife.verification.decode.FrameStream;
import org.proofoflife.verification.observe.StandardClipVerifier;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code ops/fuzz video}: every input must end in a coded outcome, in time, in memory, with its child gone. */
@Command(
        name = "video",
        mixinStandardHelpOptions = true,
        description = "Judges mutated and truncated videos, polyglots and decompression bombs.",
        exitCodeList = {"0:every input ended in a coded outcome within its limits", "1:some did not"})
public final class VideoFuzz implements Callable<Integer> {

    private static final double NOTICE_SECONDS = 5;

    @Option(names = "--inputs", defaultValue = "2000", description = "How many: ${DEFAULT-VALUE}.")
    private int inputs = 2000;

    @Option(names = "--seed", defaultValue = "1", description = "Of everything random: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--jobs", defaultValue = "0", description = "At a time; 0 = one a core.")
    private int jobs;

    @Option(names = "--keep", description = "Folder to keep the inputs that failed in.")
    private @Nullable Path keep;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    private record Result(
            int number,
            String kind,
            String outcome,
            double seconds,
            @Nullable String failure) {
        String name() {
            return "#" + number + " " + kind;
        }
    }

    /**
     * @param slowestInput number and kind
     * @param workerMegabytes largest resident size of this process
     * @param childrenLeft of any kind, zombies too
     * @param threadsLeft that read a decoder's log
     * @param filesLeft in the working folder
     */
    record Summary(
            int inputs,
            long seed,
            Map<String, Integer> outcomes,
            Map<String, Map<String, Integer>> outcomesByKind,
            double slowestSeconds,
            String slowestInput,
            double limitSeconds,
            double decoderPeakMegabytes,
            double decoderLimitMegabytes,
            double workerMegabytes,
            long childrenLeft,
            long threadsLeft,
            long filesLeft,
            List<String> failures) {
        boolean passed() {
            return failures.isEmpty()
                    && childrenLeft == 0
                    && threadsLeft == 0
                    && filesLeft == 0
                    && decoderPeakMegabytes <= decoderLimitMegabytes;
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        if (inputs < 1) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "--inputs is 1 or more");
        }
        Path folder = Files.createTempDirectory("fuzz");
        int workers = jobs > 0 ? jobs : Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try (StandardClipVerifier verifier = StandardClipVerifier.open();
                ChildWatch watch = new ChildWatch()) {
            Path made = Files.createDirectory(folder.resolve("made"));
            List<byte[]> clips = SeedClips.make(made);
            Mutator mutator = new Mutator(clips, Bombs.make(made, clips), seed);
            Path work = Files.createDirectory(folder.resolve("work"));
            List<Future<Result>> running = new ArrayList<>();
            for (int number = 0; number < inputs; number++) {
                int each = number;
                running.add(pool.submit(() -> judge(verifier, mutator.input(each), each, work)));
            }
            List<Result> results = new ArrayList<>();
            for (Future<Result> result : running) {
                results.add(result.get());
            }
            Summary summary = summarise(results, watch, work);
            print(summary);
            return summary.passed() ? 0 : 1;
        } finally {
            pool.shutdownNow();
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private Result judge(StandardClipVerifier verifier, Mutator.Input input, int number, Path folder)
            throws IOException {
        Path file = folder.resolve(number + ".bin");
        Files.write(file, input.bytes());
        long start = System.nanoTime();
        String outcome = "-";
        String failure = null;
        try {
            Verification verification = verifier.verify(file, null, null, false, null);
            outcome = verification.judgement().outcome().name();
            if (verification.judgement().outcome() == OutcomeCode.CERTIFIED) {
                failure = "certified";
            }
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            failure = e.toString();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (failure == null && seconds > limitSeconds()) {
            failure = "took " + seconds + " s";
        }
        if (failure != null && keep != null) {
            Files.createDirectories(keep);
            Files.copy(file, keep.resolve(number + ".bin"));
        }
        Files.delete(file);
        return new Result(number, input.kind(), outcome, seconds, failure);
    }

    /** The decoder's, and a little to notice that it is over. */
    private static double limitSeconds() {
        return DecodeLimits.standard().wallTime().toSeconds() + NOTICE_SECONDS;
    }

    private Summary summarise(List<Result> results, ChildWatch watch, Path work) throws IOException {
        Map<String, Integer> outcomes = new TreeMap<>();
        Map<String, Map<String, Integer>> byKind = new TreeMap<>();
        List<String> failures = new ArrayList<>();
        Result slowest = results.stream()
                .max(Comparator.comparingDouble(Result::seconds))
                .orElseThrow();
        for (Result result : results) {
            outcomes.merge(result.outcome(), 1, Integer::sum);
            byKind.computeIfAbsent(result.kind(), kind -> new TreeMap<>()).merge(result.outcome(), 1, Integer::sum);
            if (result.failure() != null) {
                failures.add(result.name() + ": " + result.failure());
            }
        }
        try (Stream<Path> left = Files.list(work)) {
            return new Summary(
                    results.size(),
                    seed,
                    outcomes,
                    byKind,
                    slowest.seconds(),
                    slowest.name(),
                    limitSeconds(),
                    watch.peakMegabytes(),
                    DecodeLimits.standard().memoryBytes() / 1048576.0,
                    ProcessFigures.peakMegabytes("self"),
                    ProcessHandle.current().descendants().count(),
                    Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().equals(FrameStream.LOG_READER))
                            .count(),
                    left.count(),
                    failures);
        }
    }

    private void print(Summary summary) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(summary));
        } else {
            summary.outcomesByKind().forEach((kind, outcomes) -> out.printf("%-22s %s%n", kind, outcomes));
            out.printf(
                    Locale.ROOT,
                    "%d inputs, seed %d: %s%nslowest %.2f s (%s, limit %.0f), decoder at most %.0f MB (limit %.0f),"
                            + " worker at most %.0f MB; left: %d children, %d threads, %d files%n",
                    summary.inputs(),
                    summary.seed(),
                    summary.outcomes(),
                    summary.slowestSeconds(),
                    summary.slowestInput(),
                    summary.limitSeconds(),
                    summary.decoderPeakMegabytes(),
                    summary.decoderLimitMegabytes(),
                    summary.workerMegabytes(),
                    summary.childrenLeft(),
                    summary.threadsLeft(),
                    summary.filesLeft());
            summary.failures().forEach(failure -> out.println("FAILED " + failure));
        }
        out.flush();
    }
}
