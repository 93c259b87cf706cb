package org.proofoflife.batch.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.proofoflife.batch.imports.ImportKind;
import org.proofoflife.batch.imports.InboxFiles;
import org.proofoflife.batch.imports.Layout;
import org.proofoflife.batch.imports.Layouts;
import org.proofoflife.batch.jobs.JobRuns;
import org.proofoflife.batch.proposals.ReturnImport;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectStore.Bucket;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Starts the import of every file in the bucket INBOX, and in a folder beside it, that some layout claims by its name,
 * once as it is: a file that was refused is tried again only when it was replaced. A file that needs its control file
 * waits for it. Return files of the payment system are claimed by their name too.
 */
@Component
public class Inbox {

    private static final String CONTROL = ".ctl";
    private static final String REJECTS = ".rejects.csv";
    private static final Map<ImportKind, String> JOBS = Map.of(
            ImportKind.ROSTER, "importRoster",
            ImportKind.PAYMENTS, "importPayments",
            ImportKind.LIFE_EVIDENCE, "importLifeEvidence",
            ImportKind.CERTIFICATIONS, "importCertifications");

    private final ObjectStore objects;
    private final Layouts layouts;
    private final JobRuns runs;
    private final InboxProperties properties;
    private final TransactionTemplate outside;

    Inbox(
            ObjectStore objects,
            Layouts layouts,
            JobRuns runs,
            InboxProperties properties,
            PlatformTransactionManager transactions) {
        this.objects = objects;
        this.layouts = layouts;
        this.runs = runs;
        this.properties = properties;
        // The job repository starts runs in transactions of its own and refuses to join one.
        this.outside = new TransactionTemplate(transactions);
        this.outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    }

    /** @param location as the import jobs take it */
    private record Found(String location, Instant lastModified) {
        String name() {
            return location.substring(Math.max(location.lastIndexOf('/'), location.indexOf(':')) + 1);
        }
    }

    /** @return imports started */
    long startAll() throws IOException {
        List<Found> files = new ArrayList<>();
        try (var all = objects.list(Bucket.INBOX, "")) {
            all.map(object -> new Found(InboxFiles.INBOX + object.key(), object.lastModified()))
                    .forEach(files::add);
        }
        Path folder = properties.folder();
        if (folder != null && Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.list(folder)) {
                for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                    files.add(new Found(
                            file.toAbsolutePath().toString(),
                            Files.getLastModifiedTime(file).toInstant()));
                }
            }
        }
        Set<String> locations = files.stream().map(Found::location).collect(Collectors.toSet());
        return files.stream()
                .filter(file -> !file.name().endsWith(CONTROL) && !file.name().endsWith(REJECTS))
                .filter(file -> start(file, locations))
                .count();
    }

    private boolean start(Found file, Set<String> locations) {
        if (ReturnImport.claims(file.name())) {
            return startOnce(ReturnImport.JOB, Map.of("file", file.location(), "given", given(file)));
        }
        Optional<Layout> layout = layouts.forFile(file.name());
        if (layout.isEmpty() || (needsControl(layout.get()) && !locations.contains(file.location() + CONTROL))) {
            return false;
        }
        return startOnce(
                jobOf(layout.get()),
                Map.of("file", file.location(), "source", layout.get().source(), "given", given(file)));
    }

    private boolean startOnce(String job, Map<String, String> parameters) {
        return Boolean.TRUE.equals(outside.execute(status -> runs.startOnce(job, parameters, "job:importInbox")));
    }

    private static String given(Found file) {
        return file.lastModified().toString();
    }

    /** The job that imports files of this name and the source its parameters name; empty if no layout claims it. */
    public Optional<Claim> claim(String fileName) {
        return layouts.forFile(fileName).map(layout -> new Claim(jobOf(layout), layout.source()));
    }

    public record Claim(String job, String source) {}

    private static boolean needsControl(Layout layout) {
        return layout.totals().in() == Layout.TotalsPlace.CONTROL_FILE;
    }

    private static String jobOf(Layout layout) {
        return Objects.requireNonNull(JOBS.get(layout.kind()));
    }
}
