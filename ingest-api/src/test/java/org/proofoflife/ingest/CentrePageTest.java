package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.proofoflife.ingest.account.CentreProperties;
import org.proofoflife.ingest.status.AppealRefusal;
import org.proofoflife.ingest.webpages.SessionKind;
import org.proofoflife.ingest.webpages.WebSessions;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.roster.BenefitStatus;
import org.proofoflife.storage.roster.LifeStatus;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.Registration;
import org.proofoflife.storage.testing.People;
import org.proofoflife.storage.testing.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/**
 * A retiree registers by one-time code, looks up the result, and logs out everywhere; another appeals, and shows a receipt
 * that somebody checks.
 */
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
    CertificationMoves moves;

    @Autowired
    WebSessions sessions;

    @Autowired
    SettableClock clock;

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
        settings.put("APPEALS_SESSION", refusedAgain());
        settings.put("MAILBOX", centre.mailbox().toString());
        browser.run("centre.mjs", settings).passes();
    }

    /** Certified once, refused by a person once, then three times by the machine; returns the token of a session. */
    private String refusedAgain() {
        UUID id = pensioners.register(People.someone());
        worker.enrol(id, People.CHANNEL);
        worker.attempt(id, OutcomeCode.CERTIFIED);
        UUID appealed = worker.attempt(id, OutcomeCode.ACTION_NOT_FOLLOWED);
        moves.appeal(appealed, "channel:" + People.CHANNEL);
        clock.advance(Duration.ofMillis(10));
        moves.review(appealed, OutcomeCode.FACE_MISMATCH, List.of(), "user:reviewer");
        for (int i = 0; i < AppealRefusal.FAILURES; i++) {
            worker.attempt(id, OutcomeCode.ACTION_NOT_FOLLOWED);
        }
        return sessions.start(SessionKind.CENTRE, id).token();
    }
}
