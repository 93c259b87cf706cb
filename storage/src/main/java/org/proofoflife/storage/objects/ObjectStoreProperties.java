package org.proofoflife.storage.objects;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the S3 server is.
 *
 * @param endpoint as this application reaches it
 * @param publicEndpoint as browsers and channels reach it: upload forms and download links name it; null = endpoint
 * @param bucketPrefix what the names of the buckets begin with, at least one character
 * @param region as signatures name it
 */
@ConfigurationProperties("storage.objects")
public record ObjectStoreProperties(
        URI endpoint,
        @Nullable URI publicEndpoint,
        String accessKey,
        String secretKey,
        @DefaultValue("pol-") String bucketPrefix,
        @DefaultValue("us-east-1") String region) {

    public ObjectStoreProperties {
        require(endpoint, "storage.objects.endpoint");
        require(accessKey, "storage.objects.access-key");
        require(secretKey, "storage.objects.secret-key");
        if (!bucketPrefix.matches("[a-z0-9][a-z0-9-]{0,40}")) {
            throw new IllegalArgumentException(
                    "storage.objects.bucket-prefix: lower-case letters, digits and hyphens, not '" + bucketPrefix
                            + "'");
        }
    }

    private static void require(@Nullable Object value, String name) {
        if (value == null || value.toString().isBlank()) {
            throw new IllegalArgumentException("No object store: set " + name);
        }
    }

    @Override
    public String toString() {
        return "ObjectStoreProperties[" + endpoint + ", " + bucketPrefix + "*]";
    }
}
