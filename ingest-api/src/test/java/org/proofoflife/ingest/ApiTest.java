package org.proofoflife.ingest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.proofoflife.ops.embedded.S3Access;
import org.proofoflife.ops.embedded.TestServices;
import org.proofoflife.storage.testing.People;
import org.proofoflife.storage.testing.SettableClock;
import org.proofoflife.storage.testing.TestDatabase;
import org.proofoflife.storage.testing.TestKeys;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.test.context.ContextConfiguration;

/** A test of the whole application over HTTP, with a real database and object store; no worker and no broker. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = IngestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=ingest-api",
            "storage.outbox.relay=false",
            "ingest.webhooks.enabled=false",
            "ingest.long-poll-interval=50ms",
            "ingest.enrolment.patience=2s",
            "ingest.login.attempts-per-day=6",
            // What stands behind the pages is described for their build; a site does not publish it.
            "springdoc.paths-to-match=/api/v1/**,/web/**"
        })
@ContextConfiguration(initializers = {TestDatabase.class, TestKeys.class, TestIssuer.class, ApiTest.Objects.class})
@Import(ApiTest.Wiring.class)
@interface ApiTest {

    @TestConfiguration(proxyBeanMethods = false)
    @Import({People.class, ApiClient.class, Staff.class, Worker.class})
    class Wiring {
        @Bean
        Tokens tokens() {
            return new Tokens();
        }

        @Bean
        JwtDecoder tokenDecoder(Tokens tokens) {
            return tokens.decoder();
        }

        @Bean
        @Primary
        SettableClock settableClock() {
            return new SettableClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        }
    }

    final class Objects implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            S3Access store = TestServices.objectStore();
            TestPropertyValues.of(
                            "storage.objects.endpoint=" + store.endpoint(),
                            "storage.objects.public-endpoint=" + store.endpoint(),
                            "storage.objects.access-key=" + store.accessKey(),
                            "storage.objects.secret-key=" + store.secretKey(),
                            "storage.objects.bucket-prefix=api-" + System.nanoTime() + "-",
                            "ingest.centre.mailbox="
                                    + Path.of("target", "mailbox").toAbsolutePath())
                    .applyTo(context);
        }
    }
}
