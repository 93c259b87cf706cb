package org.proofoflife.batch.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.step.StepExecution;

/** Reads progress out of what Spring Batch records. */
public final class Progress {

    /** Key under which a step or job announces in its execution context how many rows it will read (long). */
    public static final String EXPECTED_ROWS = "progress.expectedRows";

    /** Key under which a step whose items are no rows says how many rows it has read (long). */
    public static final String ROWS = "progress.rows";

    private Progress() {}

    /** @param before the last complete run of the same job: how long it took says how long this one will */
    static RunView of(JobExecution run, @Nullable JobExecution before, Instant now) {
        List<StepExecution> steps = List.copyOf(run.getStepExecutions());
        long rows = steps.stream()
                .filter(step -> !sumsUpPartitions(step, steps))
                .mapToLong(Progress::rows)
                .sum();
        Instant started = instant(run.getStartTime());
        Instant ended = instant(run.getEndTime());
        double seconds = started == null
                ? 0
                : Math.max(
                        0.001,
                        Duration.between(started, ended == null ? now : ended).toMillis() / 1000.0);
        double rate = started == null ? 0 : rows / seconds;
        Long expected = expected(run, steps);
        Map<String, String> parameters = new TreeMap<>();
        run.getJobParameters().forEach(p -> parameters.put(p.name(), String.valueOf(p.value())));
        return new RunView(
                run.getId(),
                run.getJobInstance().getJobName(),
                run.getStatus().name(),
                run.getExitStatus().getExitCode(),
                parameters,
                started,
                ended,
                rows,
                rate,
                expected,
                run.isRunning() ? left(seconds, rows, rate, expected, before) : null,
                steps.stream().map(Progress::step).toList(),
                failure(run));
    }

    private static long rows(StepExecution step) {
        return step.getExecutionContext().getLong(ROWS, step.getReadCount());
    }

    /** What is left of the rows at this rate, or of the time that the run before took, whichever is longer. */
    private static @Nullable Long left(
            double seconds, long rows, double rate, @Nullable Long expected, @Nullable JobExecution before) {
        Long byRows = expected != null && rate > 0 ? Math.max(0, Math.round((expected - rows) / rate)) : null;
        if (before == null || before.getStartTime() == null || before.getEndTime() == null) {
            return byRows;
        }
        double took =
                Duration.between(before.getStartTime(), before.getEndTime()).toMillis() / 1000.0;
        long earlier =
                before.getStepExecutions().stream().mapToLong(Progress::rows).sum();
        double size = expected != null && earlier > 0 ? (double) expected / earlier : 1;
        long byTime = Math.max(0, Math.round(took * size - seconds));
        return byRows == null ? byTime : Math.max(byRows, byTime);
    }

    private static RunView.StepView step(StepExecution step) {
        return new RunView.StepView(
                step.getStepName(),
                step.getStatus().name(),
                rows(step),
                step.getWriteCount(),
                step.getSkipCount(),
                step.getCommitCount(),
                step.getRollbackCount());
    }

    /** A manager's counts are the sum of its partitions', which stand beside it. */
    private static boolean sumsUpPartitions(StepExecution step, List<StepExecution> steps) {
        return steps.stream()
                .anyMatch(other -> other.getStepName().startsWith(step.getStepName() + ":")
                        || (!other.equals(step) && other.getStepName().startsWith(step.getStepName() + "Worker:")));
    }

    private static @Nullable Long expected(JobExecution run, List<StepExecution> steps) {
        if (run.getExecutionContext().containsKey(EXPECTED_ROWS)) {
            return run.getExecutionContext().getLong(EXPECTED_ROWS);
        }
        return steps.stream()
                .filter(step -> step.getExecutionContext().containsKey(EXPECTED_ROWS))
                .map(step -> step.getExecutionContext().getLong(EXPECTED_ROWS))
                .reduce(Long::sum)
                .orElse(null);
    }

    /** Class and first line of what stopped it: the stack trace stays in the log. */
    private static @Nullable String failure(JobExecution run) {
        return run.getStepExecutions().stream()
                .map(step -> step.getExitStatus().getExitDescription())
                .filter(text -> !text.isBlank())
                .map(text -> text.lines().findFirst().orElse(""))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Instant instant(@Nullable LocalDateTime time) {
        return time == null ? null : time.atZone(ZoneId.systemDefault()).toInstant();
    }
}
