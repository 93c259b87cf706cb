package org.proofoflife.storage.objects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The object store as this product needs it. Implemented with the MinIO SDK; one contract suite covers every server. */
public interface ObjectStore {

    /** Buckets, each with its own retention. */
    enum Bucket {
        CLIPS,
        PHOTOS,
        EVIDENCE,
        INBOX,
        REPORTS
    }

    /** @param size bytes; @param contentType as stored by the uploader, not trusted */
    record ObjectInfo(String key, long size, String contentType, Instant lastModified) {}

    /** An HTML form upload (S3 POST policy): where to post and the fields that precede the file. */
    record UploadForm(String url, Map<String, String> fields) {}

    void put(Bucket bucket, String key, byte[] content, String contentType) throws IOException;

    void put(Bucket bucket, String key, Path file, String contentType) throws IOException;

    Optional<ObjectInfo> stat(Bucket bucket, String key) throws IOException;

    /** @throws java.io.FileNotFoundException if there is no such object */
    InputStream get(Bucket bucket, String key) throws IOException;

    /** Keys below the prefix, in key order; close the stream. */
    Stream<ObjectInfo> list(Bucket bucket, String prefix) throws IOException;

    /** Removes the objects; keys that do not exist are no error. */
    void remove(Bucket bucket, List<String> keys) throws IOException;

    /** A form with which exactly this key can be uploaded once within the lifetime, of one of the types and sizes. */
    UploadForm uploadForm(
            Bucket bucket, String key, String contentType, long minBytes, long maxBytes, Duration lifetime)
            throws IOException;

    /** A URL with which this object can be read within the lifetime. */
    String downloadUrl(Bucket bucket, String key, Duration lifetime) throws IOException;

    /**
     * Creates the missing ones.
     *
     * @throws org.proofoflife.storage.EnvironmentException if the store does not answer, or does not let us
     */
    void ensureBuckets(Set<Bucket> buckets);
}
