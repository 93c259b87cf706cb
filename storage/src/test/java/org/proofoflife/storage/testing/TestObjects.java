package org.proofoflife.storage.testing;

import java.util.UUID;
import org.proofoflife.ops.embedded.S3Access;
import org.proofoflife.ops.embedded.TestServices;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** The shared object store, with buckets of the application context's own. */
public final class TestObjects implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        S3Access access = TestServices.objectStore();
        TestPropertyValues.of(
                        "storage.objects.endpoint=" + access.endpoint(),
                        "storage.objects.access-key=" + access.accessKey(),
                        "storage.objects.secret-key=" + access.secretKey(),
                        "storage.objects.bucket-prefix=t"
                                + UUID.randomUUID().toString().substring(0, 8) + "-")
                .applyTo(context);
    }
}
