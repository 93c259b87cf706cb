package org.proofoflife.verification;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The application that judges. Any number of them share the work. */
@SpringBootApplication(
        // What the neighbours bring onto the class path when all three run in one JVM.
        excludeName = {
            "org.springframework.boot.batch.autoconfigure.BatchAutoConfiguration",
            "org.springframework.boot.batch.autoconfigure.BatchJobLauncherAutoConfiguration",
            "org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration",
            "org.springframework.boot.integration.autoconfigure.IntegrationAutoConfiguration",
            "org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration",
            "org.springframework.boot.quartz.autoconfigure.QuartzEndpointAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
            "org.springdoc.core.configuration.SpringDocConfiguration"
        })
@ConfigurationPropertiesScan
@EnableScheduling
public class WorkerApplication {

    /** The application, configured by {@code verification-worker.yml} and not by a neighbour's file. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(WorkerApplication.class)
                .web(WebApplicationType.NONE)
                .properties("spring.config.name=verification-worker");
    }

    public static void main(String[] args) {
        builder().properties("verification.own-process=true").run(args);
    }
}
