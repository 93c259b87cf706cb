package org.proofoflife.batch;

import java.util.Map;
import org.proofoflife.storage.StorageConfiguration;
import org.proofoflife.storage.objects.ObjectsConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** batch-jobs, configured by batch-jobs.yml and the environment. */
@SpringBootApplication(
        proxyBeanMethods = false,
        // Accounts are our own; these would invent a user or come alive for another application of the same JVM.
        excludeName = {
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.batch.autoconfigure.BatchJobLauncherAutoConfiguration"
        })
@ConfigurationPropertiesScan
@EnableScheduling
@Import({StorageConfiguration.class, ObjectsConfiguration.class})
public class BatchApplication {

    public static void main(String[] args) {
        builder().run(args);
    }

    /** The application as it is started alone or beside others in one JVM. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(BatchApplication.class)
                .properties(Map.of("spring.config.name", "batch-jobs"));
    }
}
