package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** A guard against hanging, not a measure of speed. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration POLL = Duration.ofMillis(200);

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

    @Autowired
    JsonMapper json;

    /**
     * @param firstOfKind the first with its screen and language: all of its screens are checked for accessibility
     * @param hints with the face mesh
     */
    private record Visit(
            String viewport,
            String language,
            OutcomeCode outcome,
            boolean firstOfKind,
            boolean hints,
            boolean losesConnection,
            Registration person) {}

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
        List<Visit> visits = List.of(
                new Visit("phone", "en", OutcomeCode.CERTIFIED, true, true, true, enrolled()),
                new Visit("desktop", "zh-CN", OutcomeCode.ACTION_NOT_FOLLOWED, true, false, false, enrolled()),
                new Visit("phone", "zh-CN", OutcomeCode.FACE_MISMATCH, false, false, false, enrolled()));
        Check check = browser.run("certify.mjs", Map.of("VISITS", json.writeValueAsString(visits)));
        List<Visit> undecided = new ArrayList<>(visits);
        await().atMost(PATIENCE).pollInterval(POLL).until(() -> {
            undecided.removeIf(this::decided);
            return undecided.isEmpty() || !check.isRunning();
        });
        check.passes();
        for (Visit visit : visits) {
            List<Certification> all =
                    certifications.ofPensioner(Pensioners.idOf(visit.person().ref()), 5);
            assertThat(all).hasSize(1);
            assertThat(all.get(0).outcome()).isEqualTo(visit.outcome());
            assertThat(certifications.submission(all.get(0).id()).orElseThrow().promptOffsets())
                    .hasSameSizeAs(all.get(0).challenge().prompts());
        }
    }

    @Test
    void isToldOfEveryRefusalAndWhatToDoNext() {
        Registration late = enrolled();
        Map<String, Registration> people = Map.of(
                "usual", enrolled(),
                "late", late,
                "suspended", registered("ENTERPRISE", BenefitStatus.SUSPENDED, LifeStatus.ALIVE),
                "deceased", registered("ENTERPRISE", BenefitStatus.NORMAL, LifeStatus.DEAD),
                "elsewhere", registered("RESIDENT", BenefitStatus.NORMAL, LifeStatus.ALIVE),
                "notEnrolled", registered("ENTERPRISE", BenefitStatus.NORMAL, LifeStatus.ALIVE));
        Check check = browser.run("refusals.mjs", Map.of("PEOPLE", json.writeValueAsString(people)));
        await().atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() -> latest(late, CertificationState.OPEN).isPresent() || !check.isRunning());
        clock.advance(Duration.ofMinutes(11));
        check.passes();
        assertThat(latest(late, CertificationState.EXPIRED)).isPresent();
    }

    @Test
    void findsAWayOnFromWhateverGoesWrongAtHome() {
        browser.run("setbacks.mjs", Map.of()).passes();
    }

    private boolean decided(Visit visit) {
        Optional<Certification> submitted = latest(visit.person(), CertificationState.SUBMITTED);
        submitted.ifPresent(it -> worker.decide(it.id().toString(), visit.outcome()));
        return submitted.isPresent();
    }

    private Registration enrolled() {
        Registration person = People.someone();
        worker.enrol(pensioners.register(person), People.CHANNEL);
        return person;
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

    private Optional<Certification> latest(Registration person, CertificationState state) {
        return certifications.ofPensioner(Pensioners.idOf(person.ref()), 1).stream()
                .filter(it -> it.state() == state)
                .findFirst();
    }
}
