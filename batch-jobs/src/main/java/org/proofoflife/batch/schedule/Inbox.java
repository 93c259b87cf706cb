package org.proofoflife.batch.schedule;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.proofoflife.batch.imports.ImportKind;
import org.proofoflife.batch.imports.Layout;
import org.proofoflife.batch.imports.Layouts;
import org.proofoflife.batch.jobs.JobRuns;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectStore.Bucket;
import org.proofoflife.storage.objects.ObjectStore.ObjectInfo;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Starts the import of every file in the bucket INBOX that some layout claims by its name, once as it is: a file that
 * was refused is tried again only when it was replaced. A file that needs its control file waits for it.
 */
@Component
public class Inbox {

    private static final String CONTROL = ".ctl";
    private static final Map<ImportKind, String> JOBS = Map.of(
            ImportKind.ROSTER, "importRoster",
            ImportKind.PAYMENTS, "importPayments",
            ImportKind.LIFE_EVIDENCE, "importLifeEvidence",
            ImportKind.CERTIFICATIONS, "importCertifications");

    private final ObjectStore objects;
    private final Layouts layouts;
    private final JobRuns runs;
    private final TransactionTemplate outside;

    Inbox(ObjectStore objects, Layouts layouts, JobRuns runs, PlatformTransactionManager transactions) {
        this.objects = objects;
        this.layouts = layouts;
        this.runs = runs;
        // The job repository starts runs in transactions of its own and refuses to join one.
        this.outside = new TransactionTemplate(transactions);
        this.outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    }

    /** @return imports started */
    long startAll() throws IOException {
        List<ObjectInfo> files;
        try (Stream<ObjectInfo> all = objects.list(Bucket.INBOX, "")) {
            files = all.toList();
        }
        Set<String> keys = files.stream().map(ObjectInfo::key).collect(Collectors.toSet());
        return files.stream()
                .filter(file -> !file.key().endsWith(CONTROL))
                .filter(file -> start(file, keys))
                .count();
    }

    private boolean start(ObjectInfo file, Set<String> keys) {
        Optional<Layout> layout = layouts.forFile(name(file.key()));
        if (layout.isEmpty() || (needsControl(layout.get()) && !keys.contains(file.key() + CONTROL))) {
            return false;
        }
        Map<String, String> parameters = Map.of(
                "file",
                "inbox:" + file.key(),
                "source",
                layout.get().source(),
                "given",
                file.lastModified().toString());
        return Boolean.TRUE.equals(
                outside.execute(status -> runs.startOnce(jobOf(layout.get()), parameters, "job:importInbox")));
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
        return java.util.Objects.requireNonNull(JOBS.get(layout.kind()));
    }

    private static String name(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
