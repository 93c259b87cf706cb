package org.proofoflife.batch.jobs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job as seen from outside.
 *
 * @param rows rows read so far, of all steps
 * @param rowsPerSecond since the start of the run
 * @param expectedRows rows the run will read, where a step announced it
 * @param secondsLeft estimate; null when nothing was announced or nothing runs
 */
public record RunView(
        long id,
        String job,
        String status,
        String exitCode,
        Map<String, String> parameters,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        long rows,
        double rowsPerSecond,
        @Nullable Long expectedRows,
        @Nullable Long secondsLeft,
        List<StepView> steps,
        @Nullable String failure) {

    /** @param skipped rows rejected by reader, processor or writer */
    public record StepView(
            String name, String status, long read, long written, long skipped, long commits, long rollbacks) {}
}
