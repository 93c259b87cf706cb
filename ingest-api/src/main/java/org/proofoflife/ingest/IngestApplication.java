package org.proofoflife.ingest;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The application that takes requests. */
@SpringBootApplication(
        // What the neighbours bring onto the class path when all three run in one JVM.
        excludeName = {
            "org.springframework.boot.batch.autoconfigure.BatchAutoConfiguration",
            "org.springframework.boot.batch.autoconfigure.BatchJobLauncherAutoConfiguration",
            "org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration",
            "org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration",
            "org.springframework.boot.quartz.autoconfigure.QuartzEndpointAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration"
        })
@ConfigurationPropertiesScan
@EnableScheduling
public class IngestApplication {

    /** The application, configured by {@code ingest-api.yml} and not by a neighbour's file. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(IngestApplication.class).properties("spring.config.name=ingest-api");
    }

    public static void main(String[] args) {
        builder().run(args);
    }
}
