package org.proofoflife.storage.testing;

import java.util.UUID;
import org.proofoflife.ops.embedded.TestServices;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** The shared RabbitMQ, with exchanges and queues of the application context's own. */
public class TestBroker implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public final void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(
                        "spring.rabbitmq.addresses=" + uri(), "storage.messaging.prefix=test-" + UUID.randomUUID())
                .applyTo(context);
    }

    protected String uri() {
        return TestServices.rabbitMqUri();
    }

    /** The embedded broker instead. */
    public static final class Embedded extends TestBroker {
        @Override
        protected String uri() {
            return TestServices.qpidUri();
        }
    }
}
