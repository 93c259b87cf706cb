package org.proofoflife.ops.bench;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.proofoflife.verification.decode.Ffmpeg;

/**
 * Looks, forty times a second, how large the decoders of this process have become. That costs more CPU than the
 * decoders' reading does: not for use while time is measured.
 */
public final class ChildWatch implements AutoCloseable {

    private final ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "child-watch");
        thread.setDaemon(true);
        return thread;
    });
    private volatile double peak;

    public ChildWatch() {
        looker.scheduleAtFixedRate(this::look, 0, 25, TimeUnit.MILLISECONDS);
    }

    private void look() {
        ProcessHandle.current()
                .children()
                .filter(child -> ProcessFigures.runs(child.pid(), Ffmpeg.executable()))
                .forEach(child -> peak = Math.max(peak, ProcessFigures.peakMegabytes(Long.toString(child.pid()))));
    }

    /** Largest resident size of any decoder seen so far, megabytes. */
    public double peakMegabytes() {
        return peak;
    }

    @Override
    public void close() {
        looker.shutdownNow();
    }
}
