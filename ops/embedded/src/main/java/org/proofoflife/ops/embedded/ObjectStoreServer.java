package org.proofoflife.ops.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;

/** An S3 server whose buckets are folders: S3Proxy on the local filesystem. Unsigned requests are refused. */
public final class ObjectStoreServer implements AutoCloseable {

    private final S3Proxy proxy;
    private final S3Access access;
    private final @Nullable Path temporary;

    private ObjectStoreServer(S3Proxy proxy, S3Access access, @Nullable Path temporary) {
        this.proxy = proxy;
        this.access = access;
        this.temporary = temporary;
    }

    /** @param port 0 = any; the store's presigned URLs carry it, so give one where they outlive a restart */
    public static ObjectStoreServer persistent(Path folder, int port, String accessKey, String secretKey) {
        return start(folder, port, accessKey, secretKey, null);
    }

    public static ObjectStoreServer temporary() {
        Path folder = TemporaryFolders.create("objects");
        return start(folder, 0, "test", Secrets.random(), folder);
    }

    private static ObjectStoreServer start(
            Path folder, int port, String accessKey, String secretKey, @Nullable Path temporary) {
        try {
            Files.createDirectories(folder);
            S3Proxy proxy = S3Proxy.builder()
                    .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                    .endpoint(URI.create("http://127.0.0.1:" + port))
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKey, secretKey)
                    // Content-Disposition and the like: newer S3 clients send headers that S3Proxy does not know.
                    .ignoreUnknownHeaders(true)
                    .build();
            proxy.start();
            return new ObjectStoreServer(
                    proxy, new S3Access("http://127.0.0.1:" + proxy.getPort(), accessKey, secretKey), temporary);
        } catch (IOException e) {
            throw new EmbeddedServerException("Cannot use " + folder + " as object store", e);
        } catch (Exception e) {
            throw new EmbeddedServerException("Cannot start the object store on port " + port, e);
        }
    }

    public S3Access access() {
        return access;
    }

    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new EmbeddedServerException("Cannot stop the object store", e);
        } finally {
            if (temporary != null) {
                TemporaryFolders.delete(temporary);
            }
        }
    }
}
