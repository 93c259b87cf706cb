package org.proofoflife.ingest.selfservice;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.storage.ScratchFolder;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectStore.Bucket;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A clip that arrives in parts over a line that may break. Parts lie in the object store, so that any replica takes the
 * next one; what has arrived is what stands in the table, and a part is only there once it is stored.
 */
@Component
class ClipParts {

    static final int MAX_PART_BYTES = 512 * 1024;

    private final JdbcClient jdbc;
    private final ObjectStore objects;
    private final ScratchFolder scratch;

    ClipParts(JdbcClient jdbc, ObjectStore objects, ScratchFolder scratch) {
        this.jdbc = jdbc;
        this.objects = objects;
        this.scratch = scratch;
    }

    /** Bytes that have arrived, without a gap, from the beginning. */
    long received(UUID certificationId) {
        return jdbc.sql("select coalesce(sum(size_bytes), 0) from clip_part where certification_id = :id")
                .param("id", certificationId)
                .query(Long.class)
                .single();
    }

    /**
     * Takes the part that begins where the last one ended; the same part again is no error.
     *
     * @return bytes that have arrived now
     * @throws WebProblem OFFSET_MISMATCH if it begins elsewhere
     */
    @Transactional
    long append(UUID certificationId, long offset, byte[] part, long mostBytes) throws IOException {
        // Parts of one clip are taken one after the other, also when a page sends one twice at once.
        jdbc.sql("select id from certification where id = :id for update")
                .param("id", certificationId)
                .query(UUID.class)
                .single();
        long received = received(certificationId);
        if (offset + part.length == received) {
            return received;
        }
        if (offset != received) {
            throw new WebProblem(HttpStatus.CONFLICT, "OFFSET_MISMATCH", "The next part begins elsewhere")
                    .with("received", received);
        }
        if (part.length == 0 || part.length > MAX_PART_BYTES || received + part.length > mostBytes) {
            throw new WebProblem(HttpStatus.CONTENT_TOO_LARGE, "CLIP_TOO_LARGE", "The clip or this part is too large");
        }
        objects.put(Bucket.CLIPS, key(certificationId, offset), part, "application/octet-stream");
        jdbc.sql("insert into clip_part (certification_id, start_byte, size_bytes) values (:id, :start, :size)")
                .param("id", certificationId)
                .param("start", offset)
                .param("size", part.length)
                .update();
        return received + part.length;
    }

    /** Puts the parts together as one object and removes them. */
    void assemble(UUID certificationId, String objectKey, String contentType) throws IOException {
        List<Long> starts = starts(certificationId);
        Path whole = scratch.file(".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(whole))) {
                for (long start : starts) {
                    try (InputStream part = objects.get(Bucket.CLIPS, key(certificationId, start))) {
                        part.transferTo(out);
                    }
                }
            }
            objects.put(Bucket.CLIPS, objectKey, whole, contentType);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /** Forgets the parts once the clip is taken. */
    void discard(UUID certificationId) throws IOException {
        List<String> keys = starts(certificationId).stream()
                .map(start -> key(certificationId, start))
                .toList();
        objects.remove(Bucket.CLIPS, keys);
        jdbc.sql("delete from clip_part where certification_id = :id")
                .param("id", certificationId)
                .update();
    }

    private List<Long> starts(UUID certificationId) {
        return jdbc.sql("select start_byte from clip_part where certification_id = :id order by start_byte")
                .param("id", certificationId)
                .query(Long.class)
                .list();
    }

    private static String key(UUID certificationId, long offset) {
        return "parts/%s/%012d".formatted(certificationId, offset);
    }
}
