package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proofoflife.ingest.ApiClient.Answer;
import org.proofoflife.ingest.account.OneTimeCodeSender;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.Registration;
import org.proofoflife.storage.testing.People;
import org.proofoflife.storage.testing.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** One-time codes with a gateway that takes its time. */
@ApiTest
@Import(CentreCodeTest.Gateway.class)
@TestPropertySource(properties = "ingest.centre.codes-per-day=2")
class CentreCodeTest {

    private static final List<String> SENT = new CopyOnWriteArrayList<>();
    private static volatile CountDownLatch gate = new CountDownLatch(0);

    @TestConfiguration(proxyBeanMethods = false)
    static class Gateway {
        @Bean
        OneTimeCodeSender gateway() {
            return (phone, code) -> {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                SENT.add((TransactionSynchronizationManager.isActualTransactionActive() ? "in a transaction " : "")
                        + code);
            };
        }
    }

    @Autowired
    ApiClient api;

    @Autowired
    Pensioners pensioners;

    @Autowired
    SettableClock clock;

    @Autowired
    ApplicationContext context;

    private final Registration person = withPhone(People.someone());

    @BeforeEach
    void register() {
        SENT.clear();
        pensioners.register(person);
    }

    @Test
    void theAnswerDoesNotWaitForTheGateway() {
        gate = new CountDownLatch(1);
        try {
            assertThat(ask(person.name()).status()).isEqualTo(204);
            assertThat(ask("另一个人").status()).isEqualTo(204);
            assertThat(SENT).isEmpty();
        } finally {
            gate.countDown();
        }
        await().until(() -> !SENT.isEmpty());
        assertThat(SENT).singleElement().asString().matches("[0-9]{6}");
        assertThat(api.post(
                                "/web/open/centre/password",
                                Map.of(
                                        "name", person.name(),
                                        "number", person.number(),
                                        "code", SENT.get(0),
                                        "password", "a good password"),
                                "X-API-Key",
                                "")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void aPersonIsSentSoManyADayAndNotToldWhenNoMore() {
        for (int i = 1; i <= 2; i++) {
            int sent = i;
            assertThat(ask(person.name()).status()).isEqualTo(204);
            await().until(() -> SENT.size() == sent);
        }
        assertThat(ask(person.name()).status()).isEqualTo(204);
        await().during(Duration.ofMillis(500)).until(() -> SENT.size() == 2);
        clock.advance(Duration.ofDays(1));
        assertThat(ask(person.name()).status()).isEqualTo(204);
        await().until(() -> SENT.size() == 3);
    }

    @Test
    void theWebServerKeepsItsOwnThreads() {
        assertThat(context.containsBean("applicationTaskExecutor")).isTrue();
    }

    private Answer ask(String name) {
        String challenge = api.get("/web/open/centre/captcha", "X-API-Key", "").text("challenge");
        String number = IntStream.iterate(0, n -> n + 1)
                .filter(n -> {
                    byte[] hash = DigestUtils.sha256(challenge + "." + n);
                    return hash[0] == 0 && (hash[1] & 0xfc) == 0;
                })
                .mapToObj(Integer::toString)
                .findFirst()
                .orElseThrow();
        return api.post(
                "/web/open/centre/code",
                Map.of(
                        "name",
                        name,
                        "number",
                        person.number(),
                        "phone",
                        "+86 138 0000 1234",
                        "captcha",
                        Map.of("challenge", challenge, "number", number)),
                "X-API-Key",
                "");
    }

    private static Registration withPhone(Registration someone) {
        return new Registration(
                someone.ref(),
                someone.number(),
                someone.name(),
                "13800001234",
                someone.scheme(),
                someone.region(),
                someone.birthDate(),
                someone.benefitStatus(),
                someone.lifeStatus(),
                someone.benefitFen(),
                someone.retiredOn());
    }
}
