package org.proofoflife.ops.fuzz;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.jspecify.annotations.Nullable;
import org.proofoflife.ops.bench.ChildWatch;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.verification.Verification;
import org.proofoflife.verification.decode.DecodeLimits;
import org.proofoflife.verification.decode.Ffmpeg;
import org.proofoflife.verification.observe.StandardClipVerifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code ops/fuzz video}: every input must end in a coded outcome, in time, in memory, with its child gone. */
@Command(
        name = "video",
        mixinStandardHelpOptions = true,
        description = "Judges mutated and truncated videos, polyglots and decompression bombs.",
        exitCodeList = {"0:every input ended in a coded outcome within its limits", "1:some did not"})
public final class VideoFuzz implements Callable<Integer> {

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
            @Nullable String failure) {}

    record Summary(
            int inputs,
            Map<String, Map<String, Integer>> outcomesByKind,
            double slowestSeconds,
            double limitSeconds,
            double decoderPeakMegabytes,
            double decoderLimitMegabytes,
            long childrenLeft,
            List<String> failures) {
        boolean passed() {
            return failures.isEmpty() && childrenLeft == 0 && decoderPeakMegabytes <= decoderLimitMegabytes;
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        Path folder = Files.createTempDirectory("fuzz");
        Mutator mutator = new Mutator(SeedClips.make(folder), SeedClips.bombs(folder), seed);
        int workers = jobs > 0 ? jobs : Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try (StandardClipVerifier verifier = StandardClipVerifier.open();
                ChildWatch watch = new ChildWatch()) {
            List<Future<Result>> running = new ArrayList<>();
            for (int number = 0; number < inputs; number++) {
                int each = number;
                running.add(pool.submit(() -> judge(verifier, mutator.input(each), each, folder)));
            }
            List<Result> results = new ArrayList<>();
            for (Future<Result> result : running) {
                results.add(result.get());
            }
            Summary summary = summarise(results, watch);
            print(summary);
            return summary.passed() ? 0 : 1;
        } finally {
            pool.shutdownNow();
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
        } catch (RuntimeException e) {
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

    private static double limitSeconds() {
        return DecodeLimits.standard().wallTime().toSeconds();
    }

    private static Summary summarise(List<Result> results, ChildWatch watch) {
        Map<String, Map<String, Integer>> outcomes = new TreeMap<>();
        List<String> failures = new ArrayList<>();
        double slowest = 0;
        for (Result result : results) {
            outcomes.computeIfAbsent(result.kind(), kind -> new TreeMap<>()).merge(result.outcome(), 1, Integer::sum);
            slowest = Math.max(slowest, result.seconds());
            if (result.failure() != null) {
                failures.add("#" + result.number() + " " + result.kind() + ": " + result.failure());
            }
        }
        return new Summary(
                results.size(),
                outcomes,
                slowest,
                limitSeconds(),
                watch.peakMegabytes(),
                DecodeLimits.standard().memoryBytes() / 1048576.0,
                decodersLeft(),
                failures);
    }

    private static long decodersLeft() {
        String decoder = Ffmpeg.executable().toString();
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().filter(decoder::equals).isPresent())
                .count();
    }

    private void print(Summary summary) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(summary));
        } else {
            summary.outcomesByKind().forEach((kind, outcomes) -> out.printf("%-14s %s%n", kind, outcomes));
            out.printf(
                    Locale.ROOT,
                    "%d inputs, slowest %.2f s (limit %.0f), decoder at most %.0f MB (limit %.0f), children left %d%n",
                    summary.inputs(),
                    summary.slowestSeconds(),
                    summary.limitSeconds(),
                    summary.decoderPeakMegabytes(),
                    summary.decoderLimitMegabytes(),
                    summary.childrenLeft());
            summary.failures().forEach(failure -> out.println("FAILED " + failure));
        }
        out.flush();
    }
}
