package org.proofoflife.ops.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The most heap that was ever in use at one time, looked at ten times a second. The pools' own peaks would not do:
 * they are of different moments, and their sum exceeds the heap.
 */
final class HeapPeak {

    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();
    private final AtomicLong bytes = new AtomicLong();

    private HeapPeak() {}

    static HeapPeak watch() {
        HeapPeak peak = new HeapPeak();
        ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "heap-peak");
            thread.setDaemon(true);
            return thread;
        });
        var unused = watcher.scheduleAtFixedRate(peak::look, 0, 100, TimeUnit.MILLISECONDS);
        return peak;
    }

    private void look() {
        bytes.accumulateAndGet(MEMORY.getHeapMemoryUsage().getUsed(), Math::max);
    }

    long megabytes() {
        look();
        return bytes.get() >> 20;
    }
}
