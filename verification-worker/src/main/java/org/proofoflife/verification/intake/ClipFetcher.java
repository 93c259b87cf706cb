package org.proofoflife.verification.intake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import org.apache.commons.codec.digest.DigestUtils;
import org.proofoflife.storage.EnvironmentException;
import org.proofoflife.storage.ScratchFolder;
import org.proofoflife.storage.certification.Submission;
import org.proofoflife.storage.objects.ObjectStore;

/** Brings a clip from the object store to the local disk and makes sure that it is the one that was submitted. */
public final class ClipFetcher {

    private final ObjectStore objects;
    private final ScratchFolder scratch;

    public ClipFetcher(ObjectStore objects, ScratchFolder scratch) {
        this.objects = objects;
        this.scratch = scratch;
    }

    /**
     * @return a temporary file that goes when it is closed
     * @throws OutageException if the store does not answer
     * @throws EnvironmentException if the local disk takes nothing
     * @throws RetryableFailure if the store does not have it
     * @throws PermanentFailure if the bytes are not those that were submitted
     */
    public FetchedClip fetch(String key, Submission submission) {
        Path file = file();
        try {
            boolean kept = false;
            try {
                check(copy(key, file, submission.sizeBytes()), submission);
                kept = true;
                return new FetchedClip(file);
            } finally {
                if (!kept) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (FileNotFoundException e) {
            throw new RetryableFailure("CLIP_MISSING", e);
        } catch (IOException e) {
            throw new OutageException("OBJECT_STORE", e);
        }
    }

    /** Never writes more than what was announced and one byte, whatever lies in the store. */
    private byte[] copy(String key, Path file, long announced) throws IOException {
        MessageDigest digest = DigestUtils.getSha256Digest();
        try (InputStream in = new DigestInputStream(objects.get(ObjectStore.Bucket.CLIPS, key), digest);
                var out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[64 * 1024];
            long left = announced + 1;
            for (int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                    n > 0;
                    n = in.read(buffer, 0, (int) Math.min(buffer.length, left))) {
                write(out, buffer, n);
                left -= n;
            }
        }
        return digest.digest();
    }

    private Path file() {
        try {
            return scratch.file(".video");
        } catch (IOException e) {
            throw full(e);
        }
    }

    private void write(OutputStream out, byte[] buffer, int count) {
        try {
            out.write(buffer, 0, count);
        } catch (IOException e) {
            throw full(e);
        }
    }

    /** Another worker may have room; this one would fail every clip. */
    private EnvironmentException full(IOException cause) {
        return new EnvironmentException(
                "Clips cannot be written to " + scratch.path() + ": " + cause.getMessage(), cause);
    }

    private static void check(byte[] found, Submission submission) {
        if (!MessageDigest.isEqual(found, submission.sha256())) {
            throw new PermanentFailure("CLIP_ALTERED");
        }
    }

    /** A clip on the local disk. */
    public record FetchedClip(Path path) implements AutoCloseable {
        @Override
        public void close() {
            if (!path.toFile().delete()) {
                path.toFile().deleteOnExit();
            }
        }
    }
}
