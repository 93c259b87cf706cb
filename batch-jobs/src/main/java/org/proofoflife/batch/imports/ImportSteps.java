package org.proofoflife.batch.imports;

import static org.apache.commons.codec.digest.MessageDigestAlgorithms.SHA_256;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The steps of an import around the loading of rows: identify, check, apply. */
class ImportSteps {

    static final String RUN = "importRun";
    private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("yyyyMM");

    private final Layouts layouts;
    private final InboxFiles files;
    private final ImportRuns runs;
    private final StageTables stages;
    private final StageChecks checks;
    private final Merge merge;
    private final TransactionTemplate apart;

    ImportSteps(
            Layouts layouts,
            InboxFiles files,
            ImportRuns runs,
            StageTables stages,
            StageChecks checks,
            Merge merge,
            PlatformTransactionManager transactions) {
        this.layouts = layouts;
        this.files = files;
        this.runs = runs;
        this.stages = stages;
        this.checks = checks;
        this.merge = merge;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Says which run this is: hash, character set and month are looked at before any row. */
    void identify(StepContribution contribution) throws IOException {
        JobExecution job = contribution.getStepExecution().getJobExecution();
        JobParameters parameters = job.getJobParameters();
        Layout layout = layouts.of(Objects.requireNonNull(parameters.getString("source")));
        String location = Objects.requireNonNull(parameters.getString("file"));
        String name = location.substring(location.lastIndexOf('/') + 1);
        byte[] sha256 = {};
        @Nullable YearMonth month = asked(parameters);
        try {
            ImportFile file = files.fetch(location);
            long size = Files.size(file.local());
            if (size == 0) {
                throw new ImportRefusedException(ImportOutcome.EMPTY_FILE, "no bytes");
            }
            sha256 = new DigestUtils(SHA_256).digest(file.local());
            try (InputStream in = Files.newInputStream(file.local())) {
                EncodingCheck.bomLength(in, layout.charset());
            }
            month = month(month, layout, file);
            long run = runs.begin(layout, file.name(), sha256, size, month, location);
            declare(run, layout, file);
            stages.create(runs.get(run));
            job.getExecutionContext().putLong(RUN, run);
        } catch (ImportRefusedException e) {
            byte[] hash = sha256;
            YearMonth known = month;
            Long run = apart.execute(status -> runs.refusedAtOnce(layout, name, hash, known, location, e.outcome()));
            job.getExecutionContext().putLong(RUN, Objects.requireNonNull(run));
            throw e;
        }
    }

    private void declare(long run, Layout layout, ImportFile file) throws IOException {
        if (layout.totals().in() != Layout.TotalsPlace.CONTROL_FILE) {
            return;
        }
        if (file.control() == null) {
            throw new ImportRefusedException(ImportOutcome.TOTALS_MISSING, "no control file");
        }
        try (InputStream in = Files.newInputStream(file.control())) {
            runs.declare(run, DeclaredTotals.controlFile(in, layout.amountUnit()));
        }
    }

    private static @Nullable YearMonth asked(JobParameters parameters) {
        String month = parameters.getString("month");
        return month == null || month.isBlank() ? null : YearMonth.parse(month);
    }

    private static @Nullable YearMonth month(@Nullable YearMonth asked, Layout layout, ImportFile file) {
        if (layout.kind() != ImportKind.PAYMENTS) {
            return null;
        }
        String named = layout.monthIn(file.name());
        YearMonth inName = named == null ? null : YearMonth.parse(named, COMPACT);
        if (asked == null && inName == null) {
            throw new ImportRefusedException(ImportOutcome.MONTH_MISMATCH, "no month given, none in the file name");
        }
        if (asked != null && inName != null && !asked.equals(inName)) {
            throw new ImportRefusedException(
                    ImportOutcome.MONTH_MISMATCH, "the file name says " + inName + ", asked for is " + asked);
        }
        return asked == null ? inName : asked;
    }

    /** Everything that can stop the file is known after this step. Its rejects are kept, whatever follows from them. */
    void check(StepContribution contribution) {
        ImportRun run = running(contribution);
        if (run.state() == ImportRun.State.APPLIED) {
            return;
        }
        Layout layout = layouts.of(run.source());
        FileChecks.check(run, layout, runs.rejections(run.id()));
        new RejectLimit(layout.maxRejectShare()).check(run);
        runs.rejectLater(run.id(), checks.rejectBadRows(run));
    }

    void apply(StepContribution contribution) {
        ImportRun run = running(contribution);
        if (run.state() == ImportRun.State.APPLIED) {
            return;
        }
        new RejectLimit(layouts.of(run.source()).maxRejectShare()).check(run);
        if (run.kind() != ImportKind.PAYMENTS && stages.lost(run)) {
            // Not a refusal, after which the stage would be gone: a restart reads the file anew.
            throw new IllegalStateException("Staged rows of import " + run.id() + " are lost; restart the run");
        }
        merge.apply(run);
        stages.drop(run);
        runs.finish(run.id(), ImportRun.State.APPLIED, null);
    }

    private ImportRun running(StepContribution contribution) {
        return runs.get(contribution
                .getStepExecution()
                .getJobExecution()
                .getExecutionContext()
                .getLong(RUN));
    }
}
