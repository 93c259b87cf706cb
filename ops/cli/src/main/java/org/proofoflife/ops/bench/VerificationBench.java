package org.proofoflife.ops.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
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
import org.springframework.util.FileSystemUtils;
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

    @Option(names = "--warm-up", defaultValue = "24", description = "Rounds before them: ${DEFAULT-VALUE}.")
    private int warmUp = 24;

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

    /**
     * @param clipsPerCoreHour of the dearest codec
     * @param workerMegabytes largest resident size of this process while one clip at a time is judged
     * @param workersMegabytes the same with all workers
     * @param bareSpeedUp of bare decoding with as many processes as workers: what the machine itself gives
     */
    record Figures(
            List<CodecFigures> codecs,
            double worstRatio,
            double clipsPerCoreHour,
            double workerMegabytes,
            double workersMegabytes,
            double decoderMegabytes,
            int workers,
            double clipsPerSecondAlone,
            double clipsPerSecondTogether,
            double speedUp,
            double bareSpeedUp) {}

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        Path folder = clips == null ? Files.createTempDirectory("bench") : Files.createDirectories(clips);
        try (StandardClipVerifier verifier = StandardClipVerifier.open()) {
            List<BenchClip> made = new ArrayList<>();
            for (Codec codec : CODECS) {
                made.add(BenchClip.make(codec, Challenge.parse(challenge), folder));
            }
            // All of them show the same person.
            FaceTemplate reference = verifier.enrol(made.get(0).photo()).template();
            print(figures(verifier, made, reference, measure(verifier, made, reference)));
        } finally {
            if (clips == null) {
                FileSystemUtils.deleteRecursively(folder);
            }
        }
        return 0;
    }

    /** One judgement and one bare decoding, CPU seconds. */
    private record Round(
            String outcome, int frames, ProcessFigures.Cpu judged, double bare, Map<String, Double> stages) {}

    /** Codec by codec in every round, so that each is measured by a worker that has been at work for as long. */
    private List<CodecFigures> measure(StandardClipVerifier verifier, List<BenchClip> clips, FaceTemplate reference)
            throws IOException, InterruptedException {
        Map<Codec, List<Round>> measured = new LinkedHashMap<>();
        for (int round = -warmUp; round < rounds; round++) {
            for (BenchClip clip : clips) {
                Round done = round(verifier, clip, reference);
                if (round >= 0) {
                    measured.computeIfAbsent(clip.codec(), each -> new ArrayList<>())
                            .add(done);
                }
            }
        }
        return measured.entrySet().stream()
                .map(each -> figures(each.getKey(), each.getValue()))
                .toList();
    }

    private static Round round(StandardClipVerifier verifier, BenchClip clip, FaceTemplate reference)
            throws IOException, InterruptedException {
        ProcessFigures.Cpu before = ProcessFigures.cpu();
        StageTimes times = new StageTimes();
        Verification verified = verifier.verify(clip.file(), reference, clip.challenge(), false, null, times);
        ProcessFigures.Cpu judged = ProcessFigures.cpu().since(before);
        ProcessFigures.Cpu between = ProcessFigures.cpu();
        decode(clip.file());
        return new Round(
                verified.judgement().outcome().name(),
                verified.observation().frames().size(),
                judged,
                ProcessFigures.cpu().since(between).children(),
                stages(times, judged));
    }

    private static CodecFigures figures(Codec codec, List<Round> measured) {
        double bare = median(measured.stream().map(Round::bare).toList());
        // The stages of the median judgement, so that they add up to it.
        Round middle = measured.stream()
                .sorted(Comparator.comparingDouble(round -> round.judged().total()))
                .skip(measured.size() / 2)
                .findFirst()
                .orElseThrow();
        return new CodecFigures(
                codec.name(),
                middle.outcome(),
                middle.frames(),
                middle.judged().total(),
                middle.judged().children(),
                bare,
                middle.judged().total() / bare,
                middle.stages());
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

    private Figures figures(
            StandardClipVerifier verifier, List<BenchClip> clips, FaceTemplate reference, List<CodecFigures> codecs)
            throws InterruptedException, ExecutionException {
        int workers = Runtime.getRuntime().availableProcessors();
        BenchClip clip = clips.get(0);
        Callable<?> judge = () -> verifier.verify(clip.file(), reference, clip.challenge(), false, null);
        Callable<?> decode = () -> {
            decode(clip.file());
            return clip;
        };
        ProcessFigures.forgetPeak();
        double alone = throughput(judge, 1);
        double aloneMegabytes = ProcessFigures.peakMegabytes("self");
        double together = throughput(judge, workers);
        double togetherMegabytes = ProcessFigures.peakMegabytes("self");
        double bareAlone = throughput(decode, 1);
        double bareTogether = throughput(decode, workers);
        double ratio = codecs.stream().mapToDouble(CodecFigures::ratio).max().orElse(Double.NaN);
        double fewest = codecs.stream()
                .mapToDouble(CodecFigures::clipsPerCoreHour)
                .min()
                .orElse(Double.NaN);
        return new Figures(
                codecs,
                ratio,
                fewest,
                aloneMegabytes,
                togetherMegabytes,
                decoderMegabytes(verifier, clips),
                workers,
                alone,
                together,
                together / alone,
                bareTogether / bareAlone);
    }

    private static double decoderMegabytes(StandardClipVerifier verifier, List<BenchClip> clips) {
        try (ChildWatch watch = new ChildWatch()) {
            for (BenchClip clip : clips) {
                verifier.verify(clip.file(), null, clip.challenge(), false, null);
            }
            return watch.peakMegabytes();
        }
    }

    /** Runs a second. */
    private double throughput(Callable<?> work, int workers) throws InterruptedException, ExecutionException {
        int each = Math.max(4, rounds);
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            long start = System.nanoTime();
            List<Future<?>> jobs = new ArrayList<>();
            for (int job = 0; job < workers * each; job++) {
                jobs.add(pool.submit(work));
            }
            for (Future<?> job : jobs) {
                job.get();
            }
            return workers * each / ((System.nanoTime() - start) / 1e9);
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
                    "%-5s %s, %d frames: judgement %.3f s CPU (decoder %.3f), bare decode %.3f s, ratio %.2f;"
                            + " %.0f clips a core-hour%n",
                    each.codec(),
                    each.outcome(),
                    each.frames(),
                    each.judgement(),
                    each.decoder(),
                    each.bareDecode(),
                    each.ratio(),
                    each.clipsPerCoreHour());
            each.stages().forEach((stage, seconds) -> out.printf(Locale.ROOT, "        %-10s %.3f%n", stage, seconds));
        }
        out.printf(
                Locale.ROOT,
                "peak memory %.0f MB with one worker, %.0f MB with %d, decoder %.0f MB%n"
                        + "%.2f clips/s alone, %.2f with %d workers: %.2fx (bare decoding %.2fx)%n",
                figures.workerMegabytes(),
                figures.workersMegabytes(),
                figures.workers(),
                figures.decoderMegabytes(),
                figures.clipsPerSecondAlone(),
                figures.clipsPerSecondTogether(),
                figures.workers(),
                figures.speedUp(),
                figures.bareSpeedUp());
        out.flush();
    }
}
