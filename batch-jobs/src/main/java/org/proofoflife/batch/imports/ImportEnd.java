package org.proofoflife.batch.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends a run: writes the reject file, and clears away after a refusal. A run that merely failed stays to be restarted. */
class ImportEnd implements JobExecutionListener {

    private static final Logger log = LoggerFactory.getLogger(ImportEnd.class);

    private final InboxFiles files;
    private final ImportRuns runs;
    private final StageTables stages;
    private final TransactionTemplate transaction;

    ImportEnd(InboxFiles files, ImportRuns runs, StageTables stages, PlatformTransactionManager transactions) {
        this.files = files;
        this.runs = runs;
        this.stages = stages;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void afterJob(JobExecution job) {
        if (!job.getExecutionContext().containsKey(ImportSteps.RUN)) {
            return;
        }
        ImportRun run = runs.get(job.getExecutionContext().getLong(ImportSteps.RUN));
        Optional<ImportRefusedException> refused = refusal(job);
        if (refused.isPresent()) {
            ImportOutcome why = refused.get().outcome();
            log.warn(
                    "Import {} of {} refused: {}",
                    run.id(),
                    run.fileName(),
                    refused.get().getMessage());
            transaction.executeWithoutResult(status -> {
                stages.drop(run);
                runs.finish(run.id(), ImportRun.State.REFUSED, why);
            });
            job.setExitStatus(
                    new ExitStatus(why.name(), String.valueOf(refused.get().getMessage())));
        } else if (job.getStatus() == BatchStatus.COMPLETED) {
            log.info(
                    "Import {} of {} applied: {} rows, {} rejected",
                    run.id(),
                    run.fileName(),
                    run.rowsAccepted(),
                    run.rowsRejected());
            job.setExitStatus(new ExitStatus(ImportOutcome.APPLIED.name()));
        } else {
            return;
        }
        try {
            writeRejects(job, run);
            files.release(Objects.requireNonNull(job.getJobParameters().getString("file")));
        } catch (IOException e) {
            throw new UncheckedIOException("The reject file of import " + run.id() + " cannot be written", e);
        }
    }

    private void writeRejects(JobExecution job, ImportRun run) throws IOException {
        List<Rejection> rejections = runs.rejections(run.id());
        if (rejections.isEmpty()) {
            return;
        }
        ImportFile file =
                files.fetch(Objects.requireNonNull(job.getJobParameters().getString("file")));
        StringBuilder csv = new StringBuilder(Rejection.CSV_HEADER);
        rejections.forEach(rejection -> csv.append(rejection.csv()));
        runs.rejectFile(
                run.id(), files.putRejects(file, run.id(), csv.toString().getBytes(UTF_8)));
    }

    static Optional<ImportRefusedException> refusal(JobExecution job) {
        return job.getAllFailureExceptions().stream()
                .flatMap(failure -> Stream.iterate(failure, Objects::nonNull, Throwable::getCause))
                .filter(ImportRefusedException.class::isInstance)
                .map(ImportRefusedException.class::cast)
                .findFirst();
    }
}
