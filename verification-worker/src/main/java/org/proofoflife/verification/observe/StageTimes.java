package org.proofoflife.verification.observe;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.EnumMap;
import java.util.Map;

/** CPU time of one verification by stage. Every moment belongs to exactly one stage, so that the parts add up. */
public final class StageTimes {

    /** The parts of a verification on the calling thread; the decoder's own time is spent in its process. */
    public enum Stage {
        /** Hashing the file, starting the decoder, reading its pictures. */
        READ,
        /** Colour conversion and reduced pictures. */
        VIEWS,
        DETECTOR,
        MESH,
        EYES,
        PAD,
        QUALITY,
        FLOW,
        PARALLAX,
        /** Background, border, moire and bands. */
        SCENE,
        MATCH,
        EVIDENCE,
        JUDGE
    }

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Map<Stage, Long> nanos = new EnumMap<>(Stage.class);
    private Stage stage = Stage.READ;
    private long since = THREADS.getCurrentThreadCpuTime();

    /** From now on time is spent on {@code next}. */
    void enter(Stage next) {
        long now = THREADS.getCurrentThreadCpuTime();
        nanos.merge(stage, now - since, Long::sum);
        stage = next;
        since = now;
    }

    /** CPU seconds by stage so far. */
    public Map<Stage, Double> seconds() {
        enter(stage);
        Map<Stage, Double> seconds = new EnumMap<>(Stage.class);
        nanos.forEach((each, spent) -> seconds.put(each, spent / 1e9));
        return seconds;
    }
}
