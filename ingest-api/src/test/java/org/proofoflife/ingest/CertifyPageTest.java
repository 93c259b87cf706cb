package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proofoflife.ingest.Browser.Check;
import org.proofoflife.storage.certification.Certification;
import org.proofoflife.storage.certification.CertificationState;
import org.proofoflife.storage.certification.Certifications;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.Registration;
import org.proofoflife.storage.testing.People;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** A retiree in front of a real browser, with a worker that decides as the test says. */
@ApiTest
@Import(Browser.class)
class CertifyPageTest {

    @Autowired
    ApiClient api;

    @Autowired
    Browser browser;

    @Autowired
    Worker worker;

    @Autowired
    Pensioners pensioners;

    @Autowired
    Certifications certifications;

    Registration person = People.someone();
    UUID personId;

    @BeforeAll
    static void buildPages() {
        Browser.buildPages();
    }

    @BeforeEach
    void registerAndEnrol() {
        assertThat(api.key()).isNotEmpty();
        personId = pensioners.register(person);
        worker.enrol(personId, People.CHANNEL);
    }

    @Test
    void certifiesOnAPhoneInEnglishThoughTheConnectionIsLostDuringUpload() {
        certify("phone", "en", OutcomeCode.CERTIFIED, true);
    }

    @Test
    void isToldOnADesktopThatTheActionsWereNotFollowedAndMayTryAgain() {
        certify("desktop", "zh-CN", OutcomeCode.ACTION_NOT_FOLLOWED, false);
    }

    private void certify(String viewport, String language, OutcomeCode outcome, boolean loseConnection) {
        Map<String, String> settings = new HashMap<>();
        settings.put("PERSON_NAME", person.name());
        settings.put("PERSON_NUMBER", person.number());
        settings.put("VIEWPORT", viewport);
        settings.put("LANGUAGE", language);
        settings.put("EXPECTED", outcome.name());
        settings.put("LOSE_CONNECTION", Boolean.toString(loseConnection));
        Check check = browser.run("certify.mjs", settings);
        await().atMost(Duration.ofSeconds(400))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> !check.isRunning() || submitted().isPresent());
        submitted().ifPresent(it -> worker.decide(it.id().toString(), outcome));
        check.passes();
        List<Certification> all = certifications.ofPensioner(personId, 5);
        assertThat(all).hasSize(1);
        assertThat(all.get(0).outcome()).isEqualTo(outcome);
        assertThat(certifications.submission(all.get(0).id()).orElseThrow().promptOffsets())
                .hasSameSizeAs(all.get(0).challenge().prompts());
    }

    private java.util.Optional<Certification> submitted() {
        return certifications.ofPensioner(personId, 1).stream()
                .filter(it -> it.state() == CertificationState.SUBMITTED)
                .findFirst();
    }
}
