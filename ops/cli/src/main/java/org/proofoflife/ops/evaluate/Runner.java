package org.proofoflife.ops.evaluate;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.proofoflife.verification.facts.ClipFacts;

/** Judges the rows of a manifest, several at once, and keeps what came out as it comes. */
final class Runner {

    private final RowJudge judge;
    private final Results results;
    private final int jobs;
    private final PrintWriter progress;
    private double cpuSeconds;
    private double wallSeconds;

    Runner(RowJudge judge, Results results, int jobs, PrintWriter progress) {
        this.judge = judge;
        this.results = results;
        this.jobs = jobs;
        this.progress = progress;
    }

    /** In the order of the manifest. */
    List<RowResult> run(List<ManifestRow> manifest) throws InterruptedException {
        double cpu = ProcessorTime.seconds();
        long started = System.nanoTime();
        AtomicInteger done = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(jobs);
        List<RowResult> rows = new ArrayList<>();
        try {
            List<Future<RowResult>> pending = new ArrayList<>();
            for (ManifestRow row : manifest) {
                pending.add(pool.submit(() -> judged(row, done.incrementAndGet(), manifest.size())));
            }
            for (Future<RowResult> row : pending) {
                rows.add(row.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A row could not be kept", e.getCause());
        } finally {
            pool.shutdownNow();
        }
        cpuSeconds = ProcessorTime.seconds() - cpu;
        wallSeconds = (System.nanoTime() - started) / 1e9;
        return rows;
    }

    private RowResult judged(ManifestRow row, int count, int of) {
        RowJudge.Judged judged = judge.judge(row);
        results.write(judged);
        RowResult result = judged.result();
        progress.printf(
                "%d/%d %s %s %s%n",
                count,
                of,
                result.right() ? "ok  " : "NOT ",
                row.clip(),
                result.judgement() == null ? result.error() : result.judgement().outcome());
        progress.flush();
        return result;
    }

    Summary.Throughput throughput(List<RowResult> rows) {
        double video = rows.stream()
                .map(RowResult::facts)
                .filter(Objects::nonNull)
                .mapToDouble(ClipFacts::duration)
                .sum();
        return new Summary.Throughput(jobs, video, cpuSeconds, wallSeconds, cpuSeconds > 0 ? video / cpuSeconds : null);
    }
}
