package org.proofoflife.verification.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

class UntilRecordedTest {

    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void aDatabaseIsWaitedForUntilItIsBack() {
        untilRecorded("5m").run(() -> {
            if (tries.incrementAndGet() < 30) {
                throw new CannotGetJdbcConnectionException("no connection");
            }
        });
        assertThat(tries).hasValue(30);
    }

    @Test
    void notLongerThanTheClaimHolds() {
        assertThatThrownBy(() -> untilRecorded("20ms").run(() -> {
                    tries.incrementAndGet();
                    throw new CannotGetJdbcConnectionException("no connection");
                }))
                .isInstanceOf(CannotGetJdbcConnectionException.class);
        assertThat(tries).hasValueGreaterThan(1);
    }

    @Test
    void whatTheDatabaseRefusesIsNotTriedAgain() {
        assertThatThrownBy(() -> untilRecorded("5m").run(() -> {
                    tries.incrementAndGet();
                    throw new DataIntegrityViolationException("wrong");
                }))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(tries).hasValue(1);
    }

    private static UntilRecorded untilRecorded(String lease) {
        return new UntilRecorded(new Binder(new MapConfigurationPropertySource(
                        Map.of("verification.lease", lease, "verification.redelivery-pause", "1ms")))
                .bind("verification", WorkerProperties.class)
                .get());
    }
}
