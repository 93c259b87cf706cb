package org.proofoflife.batch.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.proofoflife.storage.crypto.BlindIndex;
import org.proofoflife.storage.crypto.PersonalDataCipher;
import org.proofoflife.storage.objects.ObjectStore;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The four import jobs: identify, load, check, apply. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ImportProperties.class)
public class ImportConfiguration {

    @Bean
    Layouts layouts(ImportProperties properties) {
        return LayoutReader.all(properties.layouts());
    }

    @Bean
    ImportRuns importRuns(JdbcClient jdbc, JdbcTemplate batches, Clock clock) {
        return new ImportRuns(jdbc, batches, clock);
    }

    @Bean
    InboxFiles inboxFiles(ObjectProvider<ObjectStore> objects, ImportProperties properties) {
        return new InboxFiles(objects.getIfAvailable(), properties.workFolderOrDefault());
    }

    @Bean
    StageTables stageTables(JdbcTemplate jdbc) {
        return new StageTables(jdbc);
    }

    @Bean
    ImportSteps importSteps(
            Layouts layouts,
            InboxFiles files,
            ImportRuns runs,
            StageTables stages,
            JdbcTemplate jdbc,
            JdbcClient client,
            Clock clock,
            PlatformTransactionManager transactions) {
        return new ImportSteps(
                layouts,
                files,
                runs,
                stages,
                new StageChecks(jdbc, transactions),
                new Merge(client, jdbc, layouts, clock),
                transactions);
    }

    @Bean
    @StepScope
    SlabReader slabReader(
            @Value("#{jobExecutionContext['importRun']}") long runId,
            @Value("#{jobParameters['file']}") String location,
            Layouts layouts,
            InboxFiles files,
            ImportRuns runs,
            StageTables stages,
            ImportProperties properties,
            BlindIndex index,
            PersonalDataCipher cipher,
            JdbcClient jdbc,
            Clock clock)
            throws IOException {
        ImportRun known = runs.get(runId);
        if (known.refusal() != null) {
            throw new ImportRefusedException(known.refusal(), "refused before; correct the file and give it again");
        }
        boolean applied = known.state() == ImportRun.State.APPLIED;
        boolean lost = !applied && known.bytesRead() > 0 && stages.lost(known);
        if (applied || (known.bytesRead() == known.bytesTotal() && !lost)) {
            return SlabReader.ofNothing();
        }
        ImportFile file = files.fetch(location);
        if (Files.size(file.local()) != known.bytesTotal()) {
            throw new ImportRefusedException(ImportOutcome.FILE_CHANGED, "its size is another since the import began");
        }
        if (lost) {
            stages.empty(known);
            runs.restart(runId);
        }
        ImportRun run = runs.get(runId);
        Layout layout = layouts.of(run.source());
        RowEncoder encoder = encoder(run, index, cipher, jdbc, LocalDate.now(clock));
        long from = run.bytesRead() > 0 ? run.bytesRead() : bomLength(file, layout);
        Long declared = run.declaredRows();
        return new SlabReader(
                file.local(),
                known.bytesTotal(),
                from,
                run.linesRead(),
                declared == null ? null : Long.valueOf(Math.max(0, declared - run.rowsRead())),
                lines -> new SlabParser(layout, lines, encoder, properties.rowsPerSlab()));
    }

    private static int bomLength(ImportFile file, Layout layout) throws IOException {
        try (var in = Files.newInputStream(file.local())) {
            return EncodingCheck.bomLength(in, layout.charset());
        }
    }

    private static RowEncoder encoder(
            ImportRun run, BlindIndex index, PersonalDataCipher cipher, JdbcClient jdbc, LocalDate today) {
        return switch (run.kind()) {
            case PAYMENTS -> new PaymentRows(index, Objects.requireNonNull(run.month()), run.id());
            case ROSTER -> {
                Set<String> schemes = new HashSet<>(
                        jdbc.sql("select code from scheme").query(String.class).list());
                yield new RosterRows(index, cipher, schemes, today);
            }
            case LIFE_EVIDENCE -> new LifeEvidenceRows(index, today);
            case CERTIFICATIONS -> new CertificationRows(index, today);
        };
    }

    @Bean
    @StepScope
    SlabWriter slabWriter(
            @Value("#{jobExecutionContext['importRun']}") long runId,
            DataSource dataSource,
            ImportRuns runs,
            Layouts layouts) {
        ImportRun run = runs.get(runId);
        return new SlabWriter(
                dataSource, runs, run, new RejectLimit(layouts.of(run.source()).maxRejectShare()));
    }

    @Bean
    Step importIdentify(JobRepository repository, PlatformTransactionManager transactions, ImportSteps steps) {
        return new StepBuilder("identify", repository)
                .tasklet(
                        (contribution, chunk) -> {
                            steps.identify(contribution);
                            return RepeatStatus.FINISHED;
                        },
                        transactions)
                .build();
    }

    /** Begins again also where it was complete: what it staged may be lost since then. */
    @Bean
    Step importLoad(
            JobRepository repository, PlatformTransactionManager transactions, SlabReader reader, SlabWriter writer) {
        return new StepBuilder("load", repository)
                .<Slab, Slab>chunk(1)
                .transactionManager(transactions)
                .reader(reader)
                .writer(writer)
                .allowStartIfComplete(true)
                .build();
    }

    /** Begins again also where it was complete: rows that were read anew have not been checked. */
    @Bean
    Step importCheck(JobRepository repository, PlatformTransactionManager transactions, ImportSteps steps) {
        return new StepBuilder("check", repository)
                .tasklet(
                        (contribution, chunk) -> {
                            steps.check(contribution);
                            return RepeatStatus.FINISHED;
                        },
                        transactions)
                .allowStartIfComplete(true)
                .build();
    }

    @Bean
    Step importApply(JobRepository repository, PlatformTransactionManager transactions, ImportSteps steps) {
        return new StepBuilder("apply", repository)
                .tasklet(
                        (contribution, chunk) -> {
                            steps.apply(contribution);
                            return RepeatStatus.FINISHED;
                        },
                        transactions)
                .build();
    }

    @Bean
    ImportEnd importEnd(
            InboxFiles files, ImportRuns runs, StageTables stages, PlatformTransactionManager transactions) {
        return new ImportEnd(files, runs, stages, transactions);
    }

    /** Assembles the job of one kind; the steps are the same for all. */
    @Bean
    ImportJobFactory importJobFactory(
            JobRepository repository,
            @Qualifier("importIdentify") Step identify,
            @Qualifier("importLoad") Step load,
            @Qualifier("importCheck") Step check,
            @Qualifier("importApply") Step apply,
            ImportEnd end) {
        return name -> new JobBuilder(name, repository)
                .start(identify)
                .next(load)
                .next(check)
                .next(apply)
                .listener(end)
                .build();
    }

    interface ImportJobFactory {
        Job named(String name);
    }

    @Bean
    Job importRoster(ImportJobFactory factory) {
        return factory.named("importRoster");
    }

    @Bean
    Job importPayments(ImportJobFactory factory) {
        return factory.named("importPayments");
    }

    @Bean
    Job importLifeEvidence(ImportJobFactory factory) {
        return factory.named("importLifeEvidence");
    }

    @Bean
    Job importCertifications(ImportJobFactory factory) {
        return factory.named("importCertifications");
    }

    @Bean
    ImportLauncher importLauncher(
            JobOperator operator,
            @Qualifier("importRoster") Job roster,
            @Qualifier("importPayments") Job payments,
            @Qualifier("importLifeEvidence") Job evidence,
            @Qualifier("importCertifications") Job certifications,
            Layouts layouts,
            Clock clock) {
        Map<ImportKind, Job> jobs = new EnumMap<>(ImportKind.class);
        jobs.put(ImportKind.ROSTER, roster);
        jobs.put(ImportKind.PAYMENTS, payments);
        jobs.put(ImportKind.LIFE_EVIDENCE, evidence);
        jobs.put(ImportKind.CERTIFICATIONS, certifications);
        return new ImportLauncher(operator, jobs, layouts, clock);
    }
}
