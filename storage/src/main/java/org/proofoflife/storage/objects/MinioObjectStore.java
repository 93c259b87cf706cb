package org.proofoflife.storage.objects;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PostPolicy;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectsArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.UploadObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.DeleteRequest;
import io.minio.messages.DeleteResult;
import io.minio.messages.Item;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterators;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import okhttp3.OkHttpClient;
import org.proofoflife.storage.EnvironmentException;

/** Any S3 server through the MinIO SDK. */
public final class MinioObjectStore implements ObjectStore, AutoCloseable {

    private static final Set<String> ABSENT = Set.of("NoSuchKey", "NoSuchObject", "ResourceNotFound");
    private static final Set<String> MADE_BY_ANOTHER = Set.of("BucketAlreadyOwnedByYou", "BucketAlreadyExists");

    private final MinioClient client;
    /** Signs only; it never connects, because the public endpoint need not be reachable from here. */
    private final MinioClient signer;

    private final ObjectStoreProperties properties;
    private final Clock clock;

    public MinioObjectStore(ObjectStoreProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
        this.client = client(properties, properties.endpoint());
        this.signer = client(properties, publicEndpoint());
    }

    private static MinioClient client(ObjectStoreProperties properties, URI endpoint) {
        OkHttpClient http = new OkHttpClient.Builder()
                .connectTimeout(Duration.ofSeconds(5))
                .readTimeout(Duration.ofSeconds(30))
                .writeTimeout(Duration.ofSeconds(30))
                .build();
        return MinioClient.builder()
                .endpoint(endpoint.toString())
                .region(properties.region())
                .credentials(properties.accessKey(), properties.secretKey())
                .httpClient(http, true)
                .build();
    }

    private URI publicEndpoint() {
        URI configured = properties.publicEndpoint();
        return configured == null ? properties.endpoint() : configured;
    }

    private String name(Bucket bucket) {
        return properties.bucketPrefix() + bucket.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void put(Bucket bucket, String key, byte[] content, String contentType) throws IOException {
        send(
                "store",
                bucket,
                key,
                () -> client.putObject(PutObjectArgs.builder()
                        .bucket(name(bucket))
                        .object(key)
                        .data(content, content.length)
                        .contentType(contentType)
                        .build()));
    }

    @Override
    public void put(Bucket bucket, String key, Path file, String contentType) throws IOException {
        send(
                "store",
                bucket,
                key,
                () -> client.uploadObject(UploadObjectArgs.builder()
                        .bucket(name(bucket))
                        .object(key)
                        .filename(file.toString())
                        .contentType(contentType)
                        .build()));
    }

    @Override
    public Optional<ObjectInfo> stat(Bucket bucket, String key) throws IOException {
        try {
            StatObjectResponse found = send(
                    "look up",
                    bucket,
                    key,
                    () -> client.statObject(StatObjectArgs.builder()
                            .bucket(name(bucket))
                            .object(key)
                            .build()));
            return Optional.of(new ObjectInfo(
                    key, found.size(), found.contentType(), found.lastModified().toInstant()));
        } catch (ObjectStoreException e) {
            if (answers(e, ABSENT)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public InputStream get(Bucket bucket, String key) throws IOException {
        try {
            return send(
                    "read",
                    bucket,
                    key,
                    () -> client.getObject(GetObjectArgs.builder()
                            .bucket(name(bucket))
                            .object(key)
                            .build()));
        } catch (ObjectStoreException e) {
            if (answers(e, ABSENT)) {
                throw new FileNotFoundException("No object " + key + " in " + bucket);
            }
            throw e;
        }
    }

    @Override
    public Stream<ObjectInfo> list(Bucket bucket, String prefix) throws IOException {
        Iterator<Result<Item>> items = client.listObjects(ListObjectsArgs.builder()
                        .bucket(name(bucket))
                        .prefix(prefix)
                        .recursive(true)
                        .build())
                .iterator();
        // Asks for the first page, so that a store that does not answer is known here and not while reading.
        send("list", bucket, prefix, items::hasNext);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(items, 0), false)
                .map(result -> {
                    try {
                        Item item = send("list", bucket, prefix, result::get);
                        // A listing does not tell the content type.
                        return new ObjectInfo(
                                item.objectName(),
                                item.size(),
                                "application/octet-stream",
                                item.lastModified().toInstant());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    @Override
    public void remove(Bucket bucket, List<String> keys) throws IOException {
        Iterable<Result<DeleteResult.Error>> errors = client.removeObjects(RemoveObjectsArgs.builder()
                .bucket(name(bucket))
                .objects(keys.stream().map(DeleteRequest.Object::new).toList())
                .build());
        List<DeleteResult.Error> left = new ArrayList<>();
        send("remove objects", bucket, "", () -> {
            // The requests are made while the errors are read.
            for (Result<DeleteResult.Error> error : errors) {
                left.add(error.get());
            }
            return left.removeIf(error -> ABSENT.contains(error.code()));
        });
        if (!left.isEmpty()) {
            throw new IOException("Cannot remove from " + bucket + ": "
                    + left.get(0).objectName() + " " + left.get(0).code());
        }
    }

    @Override
    public UploadForm uploadForm(
            Bucket bucket, String key, String contentType, long minBytes, long maxBytes, Duration lifetime)
            throws IOException {
        PostPolicy policy =
                new PostPolicy(name(bucket), ZonedDateTime.now(clock).plus(lifetime));
        policy.addEqualsCondition("key", key);
        policy.addEqualsCondition("Content-Type", contentType);
        policy.addContentLengthRangeCondition(minBytes, maxBytes);
        Map<String, String> fields =
                new HashMap<>(send("sign an upload for", bucket, key, () -> signer.getPresignedPostFormData(policy)));
        fields.put("key", key);
        fields.put("Content-Type", contentType);
        String base = publicEndpoint().toString().replaceAll("/+$", "");
        return new UploadForm(base + "/" + name(bucket), fields);
    }

    @Override
    public String downloadUrl(Bucket bucket, String key, Duration lifetime) throws IOException {
        return send(
                "sign a download of",
                bucket,
                key,
                () -> signer.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                        .method(Http.Method.GET)
                        .bucket(name(bucket))
                        .object(key)
                        .expiry(Math.toIntExact(lifetime.toSeconds()), TimeUnit.SECONDS)
                        .build()));
    }

    @Override
    public void ensureBuckets(Set<Bucket> buckets) {
        for (Bucket bucket : buckets) {
            String name = name(bucket);
            try {
                send("create", bucket, "", () -> {
                    boolean missing = !client.bucketExists(
                            BucketExistsArgs.builder().bucket(name).build());
                    if (missing) {
                        client.makeBucket(MakeBucketArgs.builder().bucket(name).build());
                    }
                    return missing;
                });
            } catch (ObjectStoreException e) {
                // Two applications that start together both find it missing.
                if (!answers(e, MADE_BY_ANOTHER)) {
                    throw new EnvironmentException(
                            "The object store at " + properties.endpoint() + " cannot be used: " + e.getCause(), e);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            client.close();
            signer.close();
        } catch (Exception e) {
            throw new IOException("Cannot close the object store client", e);
        }
    }

    private static boolean answers(ObjectStoreException e, Set<String> codes) {
        return e.getCause() instanceof ErrorResponseException answer
                && codes.contains(answer.errorResponse().code());
    }

    private interface Request<T> {
        T send() throws MinioException;
    }

    private static <T> T send(String what, Bucket bucket, String key, Request<T> request) throws ObjectStoreException {
        String failed = "Cannot " + what + " " + key + " in " + bucket;
        try {
            return request.send();
        } catch (MinioException e) {
            throw new ObjectStoreException(failed, e);
        } catch (IllegalStateException e) {
            // What the SDK throws where the line breaks.
            if (e.getCause() instanceof IOException broken) {
                throw new ObjectStoreException(failed, broken);
            }
            throw e;
        }
    }
}
