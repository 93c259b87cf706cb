package org.proofoflife.batch.imports;

import java.nio.file.Path;
import java.time.Clock;
import java.time.YearMonth;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;

/** Starts the import of a file. */
public class ImportLauncher {

    private final JobOperator operator;
    private final Map<ImportKind, Job> jobs;
    private final Layouts layouts;
    private final Clock clock;

    ImportLauncher(JobOperator operator, Map<ImportKind, Job> jobs, Layouts layouts, Clock clock) {
        this.operator = operator;
        this.jobs = jobs;
        this.layouts = layouts;
        this.clock = clock;
    }

    public JobExecution importFile(Path file, String source, @Nullable YearMonth month) throws JobExecutionException {
        return start(file.toString(), source, month);
    }

    /** The source whose layout claims files of this name. */
    public java.util.Optional<String> sourceOf(String fileName) {
        return layouts.forFile(fileName).map(Layout::source);
    }

    private JobExecution start(String location, String source, @Nullable YearMonth month) throws JobExecutionException {
        JobParametersBuilder parameters = new JobParametersBuilder()
                .addString("file", location)
                .addString("source", source)
                // The same file may be given again: whether there is anything to do, its hash decides.
                .addString("given", clock.instant().toString());
        if (month != null) {
            parameters.addString("month", month.toString());
        }
        Job job = jobs.get(layouts.of(source).kind());
        if (job == null) {
            throw new IllegalStateException("No job imports files of source " + source);
        }
        return operator.start(job, parameters.toJobParameters());
    }
}
