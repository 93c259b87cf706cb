package org.proofoflife.ops.bench;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks, twenty times a second, how large the children of this process have become. */
public final class ChildWatch implements AutoCloseable {

    private final ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "child-watch");
        thread.setDaemon(true);
        return thread;
    });
    private volatile double peak;

    public ChildWatch() {
        looker.scheduleAtFixedRate(this::look, 0, 50, TimeUnit.MILLISECONDS);
    }

    private void look() {
        ProcessHandle.current()
                .children()
                .forEach(child -> peak = Math.max(peak, ProcessFigures.peakMegabytes(Long.toString(child.pid()))));
    }

    /** Largest resident size of any child seen so far, megabytes. */
    public double peakMegabytes() {
        return peak;
    }

    @Override
    public void close() {
        looker.shutdownNow();
    }
}
