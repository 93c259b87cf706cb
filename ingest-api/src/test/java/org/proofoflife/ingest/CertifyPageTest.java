package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proofoflife.ingest.Browser.Check;
import org.proofoflife.storage.certification.Certification;
import org.proofoflife.storage.certification.CertificationState;
import org.proofoflife.storage.certification.Certifications;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.roster.BenefitStatus;
import org.proofoflife.storage.roster.LifeStatus;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.Registration;
import org.proofoflife.storage.testing.People;
import org.proofoflife.storage.testing.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

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

    @Autowired
    SettableClock clock;

    private record Visit(Registration person, UUID personId, OutcomeCode outcome, Check check) {}

    @BeforeAll
    static void buildPages() {
        Browser.buildPages();
    }

    @BeforeEach
    void issueChannel() {
        assertThat(api.key()).isNotEmpty();
    }

    @Test
    void isCertifiedThoughTheConnectionIsLostOrToldExactlyWhyNot() {
        // Side by side: most of a visit is waiting for the recording.
        List<Visit> visits = List.of(
                visit("phone", "en", OutcomeCode.CERTIFIED, true),
                visit("desktop", "zh-CN", OutcomeCode.ACTION_NOT_FOLLOWED, false),
                visit("phone", "zh-CN", OutcomeCode.FACE_MISMATCH, false));
        for (Visit visit : visits) {
            await().atMost(Duration.ofSeconds(400))
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> !visit.check().isRunning()
                            || latest(visit, CertificationState.SUBMITTED).isPresent());
            latest(visit, CertificationState.SUBMITTED)
                    .ifPresent(it -> worker.decide(it.id().toString(), visit.outcome()));
        }
        for (Visit visit : visits) {
            visit.check().passes();
            List<Certification> all = certifications.ofPensioner(visit.personId(), 5);
            assertThat(all).hasSize(1);
            assertThat(all.get(0).outcome()).isEqualTo(visit.outcome());
            assertThat(certifications.submission(all.get(0).id()).orElseThrow().promptOffsets())
                    .hasSameSizeAs(all.get(0).challenge().prompts());
        }
    }

    @Test
    void isToldOfEveryRefusalAndWhatToDoNext() {
        Visit late = visit("phone", "zh-CN", OutcomeCode.CHALLENGE_EXPIRED, false);
        Registration usual = People.someone();
        worker.enrol(pensioners.register(usual), People.CHANNEL);
        Map<String, Registration> people = Map.of(
                "usual", usual,
                "suspended", registered("ENTERPRISE", BenefitStatus.SUSPENDED, LifeStatus.ALIVE),
                "deceased", registered("ENTERPRISE", BenefitStatus.NORMAL, LifeStatus.DEAD),
                "elsewhere", registered("RESIDENT", BenefitStatus.NORMAL, LifeStatus.ALIVE),
                "notEnrolled", registered("ENTERPRISE", BenefitStatus.NORMAL, LifeStatus.ALIVE));
        Check refusals = browser.run(
                "refusals.mjs",
                Map.of(
                        "PEOPLE",
                        JsonMapper.builder()
                                .build()
                                .writeValueAsString(people.entrySet().stream()
                                        .collect(Collectors.toMap(
                                                Map.Entry::getKey,
                                                entry -> Map.of(
                                                        "name", entry.getValue().name(),
                                                        "number",
                                                                entry.getValue().number()))))));
        await().atMost(Duration.ofSeconds(400))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> !late.check().isRunning()
                        || latest(late, CertificationState.OPEN).isPresent());
        clock.advance(Duration.ofMinutes(11));
        late.check().passes();
        refusals.passes();
    }

    private Visit visit(String viewport, String language, OutcomeCode outcome, boolean loseConnection) {
        Registration person = People.someone();
        UUID personId = pensioners.register(person);
        worker.enrol(personId, People.CHANNEL);
        Map<String, String> settings = new HashMap<>();
        settings.put("PERSON_NAME", person.name());
        settings.put("PERSON_NUMBER", person.number());
        settings.put("VIEWPORT", viewport);
        settings.put("LANGUAGE", language);
        settings.put("EXPECTED", outcome.name());
        settings.put("LOSE_CONNECTION", Boolean.toString(loseConnection));
        return new Visit(person, personId, outcome, browser.run("certify.mjs", settings));
    }

    private Registration registered(String scheme, BenefitStatus benefit, LifeStatus life) {
        Registration usual = People.someone();
        Registration person = new Registration(
                usual.ref(),
                usual.number(),
                usual.name(),
                null,
                scheme,
                "440106",
                usual.birthDate(),
                benefit,
                life,
                350_000L,
                usual.retiredOn());
        pensioners.register(person);
        return person;
    }

    private Optional<Certification> latest(Visit visit, CertificationState state) {
        return certifications.ofPensioner(visit.personId(), 1).stream()
                .filter(it -> it.state() == state)
                .findFirst();
    }
}
