package org.proofoflife.storage.testing;

import java.util.Map;
import org.proofoflife.storage.crypto.Keys;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Fresh keys for each application context. */
public final class TestKeys implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test keys", Map.of("storage.keyset", Keys.generate().toJson())));
    }
}
