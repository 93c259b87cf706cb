package org.proofoflife.batch.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.ScratchFolder;
import org.proofoflife.storage.objects.ObjectStore;

/** Brings files of the inbox within reach, and puts reject files where the file came from. */
public class InboxFiles {

    public static final String INBOX = "inbox:";

    private final @Nullable ObjectStore objects;
    private final Path workFolder;

    InboxFiles(@Nullable ObjectStore objects, Path workFolder) {
        this.objects = objects;
        this.workFolder = workFolder;
    }

    /** @throws ImportRefusedException FILE_NOT_FOUND */
    public ImportFile fetch(String location) throws IOException {
        if (!location.startsWith(INBOX)) {
            Path file = Path.of(location);
            Path control = Path.of(location + ".ctl");
            if (!Files.isRegularFile(file)) {
                throw new ImportRefusedException(ImportOutcome.FILE_NOT_FOUND, "no such file");
            }
            return new ImportFile(
                    file,
                    Files.isRegularFile(control) ? control : null,
                    file.getFileName().toString(),
                    location);
        }
        String key = location.substring(INBOX.length());
        Path local = download(key);
        if (local == null) {
            throw new ImportRefusedException(ImportOutcome.FILE_NOT_FOUND, "no such object in the inbox");
        }
        return new ImportFile(local, download(key + ".ctl"), key.substring(key.lastIndexOf('/') + 1), location);
    }

    private @Nullable Path download(String key) throws IOException {
        if (objects == null) {
            throw new ImportRefusedException(ImportOutcome.FILE_NOT_FOUND, "no object store is configured");
        }
        var info = objects.stat(ObjectStore.Bucket.INBOX, key);
        if (info.isEmpty()) {
            return null;
        }
        Files.createDirectories(
                workFolder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path local = local(key);
        // A restart on the same machine finds it; whether it still is the same file, its hash says.
        if (Files.exists(local)
                && Files.size(local) == info.get().size()
                && Files.getLastModifiedTime(local)
                        .toInstant()
                        .isAfter(info.get().lastModified())) {
            return local;
        }
        try (ScratchFolder scratch = ScratchFolder.open(workFolder);
                InputStream in = objects.get(ObjectStore.Bucket.INBOX, key)) {
            Path part = scratch.file(".part");
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            return Files.move(part, local, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** @return where it now stands */
    public String putRejects(ImportFile file, long run, byte[] csv) throws IOException {
        if (file.location().startsWith(INBOX) && objects != null) {
            String key = "rejects/" + run + "-" + file.name() + ".csv";
            objects.put(ObjectStore.Bucket.REPORTS, key, csv, "text/csv");
            return key;
        }
        Path beside = file.local().resolveSibling(file.name() + ".rejects.csv");
        Files.write(beside, csv);
        return beside.toString();
    }

    /** Forgets what was downloaded for a run that has ended. */
    public void release(String location) throws IOException {
        if (location.startsWith(INBOX)) {
            String key = location.substring(INBOX.length());
            Files.deleteIfExists(local(key));
            Files.deleteIfExists(local(key + ".ctl"));
        }
    }

    private Path local(String key) {
        return workFolder.resolve(
                UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString());
    }
}
