package org.proofoflife.ops.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ops.fixtures.film.Codec;
import org.proofoflife.storage.certification.Challenge;
import org.proofoflife.verification.FaceTemplate;
import org.proofoflife.verification.Verification;
import org.proofoflife.verification.decode.Ffmpeg;
import org.proofoflife.verification.observe.StageTimes;
import org.proofoflife.verification.observe.StandardClipVerifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code ops/bench verification}: what a judgement costs over the bare decoding of the same clip. */
@Command(
        name = "verification",
        mixinStandardHelpOptions = true,
        description =
                "CPU of judging a 16 s clip against the bundled ffmpeg decoding it to nothing, memory, throughput.")
public final class VerificationBench implements Callable<Integer> {

    private static final List<Codec> CODECS = List.of(Codec.H264, Codec.VP8, Codec.VP9);

    @Option(names = "--rounds", defaultValue = "7", description = "Measured rounds: ${DEFAULT-VALUE}.")
    private int rounds = 7;

    @Option(names = "--warm-up", defaultValue = "12", description = "Rounds before them: ${DEFAULT-VALUE}.")
    private int warmUp = 12;

    @Option(
            names = "--challenge",
            defaultValue = "TURN_LEFT@2.5-6,LOOK_UP@6.5-10,OPEN_MOUTH@10.5-14",
            description = "What the clip shows: ${DEFAULT-VALUE}.")
    private String challenge = "";

    @Option(names = "--clips", description = "Folder to keep the clips in; by default they are made anew.")
    private @Nullable Path clips;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    record Figures(
            List<CodecFigures> codecs,
            double worstRatio,
            double clipsPerCoreHour,
            double ownPeakMegabytes,
            double decoderPeakMegabytes,
            int workers,
            double clipsPerSecondAlone,
            double clipsPerSecondTogether,
            double speedUp) {}

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        Path folder = clips == null ? Files.createTempDirectory("bench") : Files.createDirectories(clips);
        try (StandardClipVerifier verifier = StandardClipVerifier.open();
                ChildWatch watch = new ChildWatch()) {
            List<CodecFigures> codecs = new ArrayList<>();
            BenchClip first = null;
            for (Codec codec : CODECS) {
                BenchClip clip = BenchClip.make(codec, Challenge.parse(challenge), folder);
                first = first == null ? clip : first;
                codecs.add(measure(verifier, clip));
            }
            print(figures(verifier, java.util.Objects.requireNonNull(first), codecs, watch));
        }
        return 0;
    }

    private CodecFigures measure(StandardClipVerifier verifier, BenchClip clip)
            throws IOException, InterruptedException {
        FaceTemplate reference = verifier.enrol(clip.photo()).template();
        List<Double> judgements = new ArrayList<>();
        List<Double> decoders = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        Map<String, Double> stages = Map.of();
        Verification verification = null;
        for (int round = -warmUp; round < rounds; round++) {
            ProcessFigures.Cpu before = ProcessFigures.cpu();
            StageTimes times = new StageTimes();
            verification = verifier.verify(clip.file(), reference, clip.challenge(), false, null, times);
            ProcessFigures.Cpu judged = ProcessFigures.cpu().since(before);
            ProcessFigures.Cpu between = ProcessFigures.cpu();
            decode(clip.file());
            if (round >= 0) {
                judgements.add(judged.total());
                decoders.add(judged.children());
                bare.add(ProcessFigures.cpu().since(between).children());
                stages = stages(times, judged);
            }
        }
        Verification last = java.util.Objects.requireNonNull(verification);
        return new CodecFigures(
                clip.codec().name(),
                last.judgement().outcome().name(),
                last.observation().frames().size(),
                median(judgements),
                median(decoders),
                median(bare),
                median(judgements) / median(bare),
                stages);
    }

    private static void decode(Path clip) throws IOException, InterruptedException {
        int status = Ffmpeg.process(List.of(
                        "-v",
                        "error",
                        "-nostdin",
                        "-threads",
                        "1",
                        "-i",
                        clip.toString(),
                        "-map",
                        "0:v:0",
                        "-f",
                        "null",
                        "-"))
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("ffmpeg ended with " + status);
        }
    }

    private static Map<String, Double> stages(StageTimes times, ProcessFigures.Cpu judged) {
        Map<String, Double> stages = new LinkedHashMap<>();
        times.seconds().forEach((stage, seconds) -> stages.put(stage.name(), seconds));
        double own = stages.values().stream().mapToDouble(Double::doubleValue).sum();
        stages.put("DECODER", judged.children());
        stages.put("RUNTIME", judged.own() - own);
        return stages;
    }

    private Figures figures(StandardClipVerifier verifier, BenchClip clip, List<CodecFigures> codecs, ChildWatch watch)
            throws InterruptedException, ExecutionException {
        int workers = Runtime.getRuntime().availableProcessors();
        double alone = throughput(verifier, clip, 1);
        double together = throughput(verifier, clip, workers);
        double ratio = codecs.stream().mapToDouble(CodecFigures::ratio).max().orElse(Double.NaN);
        double slowest =
                codecs.stream().mapToDouble(CodecFigures::judgement).max().orElse(Double.NaN);
        return new Figures(
                codecs,
                ratio,
                3600 / slowest,
                ProcessFigures.peakMegabytes("self"),
                watch.peakMegabytes(),
                workers,
                alone,
                together,
                together / alone);
    }

    private double throughput(StandardClipVerifier verifier, BenchClip clip, int workers)
            throws InterruptedException, ExecutionException {
        FaceTemplate reference = verifier.enrol(clip.photo()).template();
        int clipsPerWorker = Math.max(4, rounds);
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            long start = System.nanoTime();
            List<Future<?>> jobs = new ArrayList<>();
            for (int job = 0; job < workers * clipsPerWorker; job++) {
                jobs.add(pool.submit(() -> verifier.verify(clip.file(), reference, clip.challenge(), false, null)));
            }
            for (Future<?> job : jobs) {
                job.get();
            }
            return workers * clipsPerWorker / ((System.nanoTime() - start) / 1e9);
        } finally {
            pool.shutdown();
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(Double.NaN);
    }

    private void print(Figures figures) {
        PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(figures));
            return;
        }
        for (CodecFigures each : figures.codecs()) {
            out.printf(
                    Locale.ROOT,
                    "%-5s %s, %d frames: judgement %.3f s CPU (decoder %.3f), bare decode %.3f s, ratio %.2f%n",
                    each.codec(),
                    each.outcome(),
                    each.frames(),
                    each.judgement(),
                    each.decoder(),
                    each.bareDecode(),
                    each.ratio());
            each.stages().forEach((stage, seconds) -> out.printf(Locale.ROOT, "        %-10s %.3f%n", stage, seconds));
        }
        out.printf(
                Locale.ROOT,
                "peak memory %.0f MB, decoder %.0f MB; %.2f clips/s alone, %.2f with %d workers (%.2fx); %.0f clips a core-hour%n",
                figures.ownPeakMegabytes(),
                figures.decoderPeakMegabytes(),
                figures.clipsPerSecondAlone(),
                figures.clipsPerSecondTogether(),
                figures.workers(),
                figures.speedUp(),
                figures.clipsPerCoreHour());
        out.flush();
    }
}
