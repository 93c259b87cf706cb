package org.proofoflife.ingest;

import java.util.EnumSet;
import org.proofoflife.storage.StorageConfiguration;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectStore.Bucket;
import org.proofoflife.storage.objects.ObjectsConfiguration;
import org.proofoflife.storage.outbox.OutboxConfiguration;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What this application takes from storage: repositories, objects, and the outbox with its relay. */
@Configuration(proxyBeanMethods = false)
@Import({StorageConfiguration.class, ObjectsConfiguration.class, OutboxConfiguration.class})
class ApiConfiguration {

    @Bean
    ApplicationRunner buckets(ObjectStore store) {
        return arguments -> store.ensureBuckets(EnumSet.of(Bucket.CLIPS, Bucket.PHOTOS, Bucket.EVIDENCE));
    }
}
