package org.proofoflife.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.proofoflife.ops.embedded.DatabaseAccess;
import org.proofoflife.ops.embedded.TestServices;
import org.proofoflife.storage.crypto.Keys;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectsConfiguration;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

@ExtendWith(OutputCaptureExtension.class)
class StartFailureAnalyzerTest {

    private static final String NOWHERE = "127.0.0.1:1";

    private final DatabaseAccess database = TestServices.freshDatabase();

    @Test
    void namesADatabaseThatDoesNotAnswer(CapturedOutput output) {
        start("spring.datasource.url", "jdbc:postgresql://" + NOWHERE + "/proofoflife");
        assertThat(output)
                .contains("APPLICATION FAILED TO START", NOWHERE, "POL_DB_URL")
                .doesNotContain("\tat ");
    }

    @Test
    void namesADatabaseThatRefusesTheUser(CapturedOutput output) {
        start("spring.datasource.username", "nobody");
        assertThat(output)
                .contains("APPLICATION FAILED TO START", "nobody", "POL_DB_USER")
                .doesNotContain("\tat ");
    }

    @Test
    void namesAnObjectStoreThatDoesNotAnswer(CapturedOutput output) {
        start("storage.objects.endpoint", "http://" + NOWHERE);
        assertThat(output)
                .contains("APPLICATION FAILED TO START", "object store at http://" + NOWHERE)
                .doesNotContain("\tat ");
    }

    @Test
    void namesKeysThatAreMissing(CapturedOutput output) {
        start("storage.keyset", "");
        assertThat(output)
                .contains("APPLICATION FAILED TO START", "POL_KEYSET_FILE")
                .doesNotContain("\tat ");
    }

    private void start(String name, String wrong) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "spring.datasource.url", database.url(),
                "spring.datasource.username", database.user(),
                "spring.datasource.password", database.password(),
                "storage.keyset", Keys.generate().toJson(),
                "storage.objects.endpoint", "http://" + NOWHERE,
                "storage.objects.access-key", "key",
                "storage.objects.secret-key", "secret"));
        settings.put(name, wrong);
        String[] arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        assertThatException().isThrownBy(() -> new SpringApplicationBuilder(Wiring.class).run(arguments));
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({StorageConfiguration.class, ObjectsConfiguration.class})
    static class Wiring {
        @Bean
        ApplicationRunner buckets(ObjectStore objects) {
            return arguments -> objects.ensureBuckets(EnumSet.allOf(ObjectStore.Bucket.class));
        }
    }
}
