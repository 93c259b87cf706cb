package org.proofoflife.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Where a process keeps personal data for a moment: a folder that nobody else can read and that goes when it is closed.
 * What a killed process left goes when the next one of the same user is opened beside it.
 */
public final class ScratchFolder implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ScratchFolder.class);
    private static final String NAME = "proof-of-life-scratch-";
    private static final String LOCK = "lock";
    /** The lock files of this process, which it must not open again: closing one lets go of a lock held by another. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;

    private ScratchFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Below {@code java.io.tmpdir}. */
    public static ScratchFolder open() {
        return open(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** @throws EnvironmentException if nothing can be written below {@code parent} */
    public static ScratchFolder open(Path parent) {
        try {
            removeLeft(parent);
            // Locked before it has its name: a process that starts meanwhile would take it for one that was left.
            Path fresh = Files.createTempDirectory(parent, "new-" + NAME);
            FileChannel lock =
                    FileChannel.open(fresh.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            lock.lock();
            Path path = parent.resolve(fresh.getFileName().toString().substring("new-".length()));
            OWN.add(path);
            return new ScratchFolder(Files.move(fresh, path), lock);
        } catch (IOException e) {
            throw new EnvironmentException("Temporary files cannot be written in " + parent, e);
        }
    }

    private static void removeLeft(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, NAME + "*")) {
            for (Path folder : folders) {
                if (!OWN.contains(folder)) {
                    removeIfLeft(folder);
                }
            }
        }
    }

    private static void removeIfLeft(Path folder) {
        try (FileChannel lock =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (lock.tryLock() != null) {
                FileSystemUtils.deleteRecursively(folder);
                log.info("Removed {}, which a process that was killed had left", folder);
            }
        } catch (AccessDeniedException e) {
            log.debug("{} is another user's", folder);
        } catch (IOException e) {
            log.warn("{} may hold personal data and cannot be removed", folder, e);
        }
    }

    public Path path() {
        return path;
    }

    /** An empty file that its user removes as soon as it has served. */
    public Path file(String suffix) throws IOException {
        return Files.createTempFile(path, "", suffix);
    }

    @Override
    public void close() throws IOException {
        FileSystemUtils.deleteRecursively(path);
        OWN.remove(path);
        lock.close();
    }
}
