package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.proofoflife.ingest.account.CentreProperties;
import org.proofoflife.storage.roster.BenefitStatus;
import org.proofoflife.storage.roster.LifeStatus;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.Registration;
import org.proofoflife.storage.testing.People;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** A retiree registers by one-time code, looks up the result, and logs out everywhere. */
@ApiTest
@Import(Browser.class)
class CentrePageTest {

    @Autowired
    ApiClient api;

    @Autowired
    Browser browser;

    @Autowired
    Pensioners pensioners;

    @Autowired
    Worker worker;

    @Autowired
    CentreProperties centre;

    @BeforeAll
    static void buildPages() {
        Browser.buildPages();
    }

    @Test
    void registersRecoversAndSeesOwnResults() {
        assertThat(api.key()).isNotEmpty();
        Registration someone = People.someone();
        Registration person = new Registration(
                someone.ref(),
                someone.number(),
                someone.name(),
                "138 0000 1234",
                "ENTERPRISE",
                "440106",
                LocalDate.of(1940, 5, 15),
                BenefitStatus.NORMAL,
                LifeStatus.ALIVE,
                350_000L,
                LocalDate.of(2000, 6, 1));
        worker.enrol(pensioners.register(person), People.CHANNEL);
        assertThat(api.open(person, UUID.randomUUID().toString()).status()).isEqualTo(201);
        Map<String, String> settings = new HashMap<>();
        settings.put("PERSON_NAME", person.name());
        settings.put("PERSON_NUMBER", person.number());
        settings.put("PERSON_PHONE", "+86 13800001234");
        settings.put("MAILBOX", centre.mailbox().toString());
        browser.run("centre.mjs", settings).passes();
    }
}
