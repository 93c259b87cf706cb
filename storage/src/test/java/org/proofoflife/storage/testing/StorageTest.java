package org.proofoflife.storage.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import org.proofoflife.storage.StorageConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.ContextConfiguration;

/** A test of the repositories against a real PostgreSQL, with a clock that the test turns. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = StorageTest.Wiring.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        // Metrics would be sent where no application's own settings say otherwise.
        properties = {"spring.main.banner-mode=off", "management.otlp.metrics.export.enabled=false"})
@ContextConfiguration(initializers = {TestDatabase.class, TestKeys.class})
public @interface StorageTest {

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({StorageConfiguration.class, People.class})
    class Wiring {
        @Bean
        @Primary
        SettableClock settableClock() {
            return new SettableClock(Instant.parse("2026-03-15T02:00:00Z"));
        }
    }
}
