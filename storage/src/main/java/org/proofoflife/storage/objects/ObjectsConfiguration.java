package org.proofoflife.storage.objects;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The object store, for the applications that use it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ObjectStoreProperties.class)
public class ObjectsConfiguration {

    @Bean(destroyMethod = "close")
    MinioObjectStore objectStore(ObjectStoreProperties properties, Clock clock) {
        return new MinioObjectStore(properties, clock);
    }
}
