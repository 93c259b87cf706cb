package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proofoflife.ingest.ApiClient.Answer;
import org.proofoflife.storage.roster.BenefitStatus;
import org.proofoflife.storage.roster.LifeStatus;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.Registration;
import org.proofoflife.storage.testing.Doubts;
import org.proofoflife.storage.testing.People;
import org.proofoflife.storage.testing.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApiTest
class GateApiTest {

    @Autowired
    ApiClient api;

    @Autowired
    Worker worker;

    @Autowired
    Pensioners pensioners;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void issueKey() {
        assertThat(api.key()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ENTERPRISE, NORMAL, ALIVE, 201, ''",
        "RESIDENT, NORMAL, ALIVE, 403, SCHEME_NOT_SERVED",
        "INSTITUTION, NORMAL, ALIVE, 403, SCHEME_NOT_SERVED",
        "ENTERPRISE, SUSPENDED, ALIVE, 403, BENEFIT_STATUS_ABNORMAL",
        "ENTERPRISE, STOPPED, ALIVE, 403, BENEFIT_STATUS_ABNORMAL",
        "ENTERPRISE, NORMAL, SUSPECTED_DEAD, 403, LIFE_STATUS_ABNORMAL",
        "ENTERPRISE, NORMAL, DEAD, 403, LIFE_STATUS_ABNORMAL",
        "ENTERPRISE, NORMAL, MISSING, 403, LIFE_STATUS_ABNORMAL"
    })
    void theGateFollowsSchemeBenefitAndLife(
            String scheme, BenefitStatus benefit, LifeStatus life, int status, String code) {
        Registration person = person(scheme, benefit, life);
        UUID id = pensioners.register(person);
        worker.enrol(id, People.CHANNEL);

        Answer answer = api.open(person, UUID.randomUUID().toString());
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text("code")).isEqualTo(code);
        if (status == 403) {
            assertThat(jdbc.sql("select detail ->> 'code' from audit_log where entity_id = :id")
                            .param("id", id.toString())
                            .query(String.class)
                            .list())
                    .contains(code);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CREMATION, LIFE_STATUS_ABNORMAL",
        "DEATH_CERTIFICATE, LIFE_STATUS_ABNORMAL",
        "PRISON, BENEFIT_STATUS_ABNORMAL",
        "NATIONALITY_LOST, BENEFIT_STATUS_ABNORMAL",
        "DOUBLE_BENEFIT, BENEFIT_STATUS_ABNORMAL"
    })
    void evidenceThatABenefitEndedStopsTheGateUntilACounterHasSeenThePerson(String kind, String code) {
        Registration person = People.someone();
        UUID id = pensioners.register(person);
        worker.enrol(id, People.CHANNEL);
        new Doubts(jdbc).ending(id, kind, clock.instant());
        assertThat(api.open(person, UUID.randomUUID().toString()).text("code")).isEqualTo(code);

        jdbc.sql("""
                        insert into certificate (id, pensioner_id, source, certified_on, valid_from, valid_until)
                        values (gen_random_uuid(), :id, 'COUNTER', :day, :day, '2099-12-31')""").param("id", id).param("day", LocalDate.now(clock)).update();
        assertThat(api.open(person, UUID.randomUUID().toString()).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "SUSPENDED, ALIVE, 201, ''",
        "STOPPED, ALIVE, 403, BENEFIT_STATUS_ABNORMAL",
        "SUSPENDED, SUSPECTED_DEAD, 403, LIFE_STATUS_ABNORMAL",
    })
    void whomTheBureauSuspendedMayCertifyToBePaidAgain(
            BenefitStatus benefit, LifeStatus life, int status, String code) {
        Registration person = person("ENTERPRISE", benefit, life);
        UUID id = pensioners.register(person);
        worker.enrol(id, People.CHANNEL);
        jdbc.sql(
                        "insert into benefit_suspension (pensioner_id, bucket, from_month) select id, bucket, '2026-02-01' from pensioner where id = :id")
                .param("id", id)
                .update();
        Answer answer = api.open(person, UUID.randomUUID().toString());
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text("code")).isEqualTo(code);

        new Doubts(jdbc).ending(id, "PRISON", clock.instant());
        assertThat(api.open(person, UUID.randomUUID().toString()).status()).isEqualTo(403);
    }

    @Test
    void peopleOfOtherSchemesAreToldTheirChannel() {
        Registration person = person("RESIDENT", BenefitStatus.NORMAL, LifeStatus.ALIVE);
        pensioners.register(person);
        assertThat(api.open(person, UUID.randomUUID().toString()).text("otherChannel"))
                .contains("便民服务点");
        assertThat(api.open(person, UUID.randomUUID().toString(), "Accept-Language", "en")
                        .text("otherChannel"))
                .contains("village");
    }

    @Test
    void aWrongNameAndAnUnknownNumberAreTheSameAnswer() {
        Registration person = People.someone();
        pensioners.register(person);
        Answer wrongName = api.open("别人", person.number(), UUID.randomUUID().toString());
        Answer unknown = api.open(
                person.name(), People.someone().number(), UUID.randomUUID().toString());

        assertThat(wrongName.status()).isEqualTo(403);
        assertThat(wrongName.text("code")).isEqualTo("LOGIN_NOT_MATCHED");
        assertThat(wrongName.response().body()).isEqualTo(unknown.response().body());
    }

    @Test
    void specialCodesOfHongKongMacauAndTaiwanAreTakenInAnyCase() {
        Registration like = People.someone();
        String number = "HKG0" + like.number().substring(9, 17);
        Registration person = new Registration(
                like.ref(),
                number,
                "CHAN Tai Man",
                null,
                "ENTERPRISE",
                "440106",
                null,
                BenefitStatus.NORMAL,
                LifeStatus.ALIVE,
                null,
                null);
        worker.enrol(pensioners.register(person), People.CHANNEL);
        assertThat(api.open(
                                "Ｃhan tai  man",
                                number.toLowerCase(),
                                UUID.randomUUID().toString())
                        .status())
                .isEqualTo(201);
    }

    @Test
    void someoneWithoutEnrolmentIsTold() {
        Registration person = People.someone();
        pensioners.register(person);
        Answer answer = api.open(person, UUID.randomUUID().toString());
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("code")).isEqualTo("NOT_ENROLLED");
    }

    @Test
    void anOutdatedConsentNamesTheCurrentVersion() {
        Registration person = People.someone();
        Answer answer = api.post(
                "/api/v1/certifications",
                Map.of("name", person.name(), "number", person.number(), "consentVersion", "2019-07"),
                "Idempotency-Key",
                UUID.randomUUID().toString());
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("code")).isEqualTo("CONSENT_OUTDATED");
        assertThat(answer.text("currentVersion")).isEqualTo("2026-01");
    }

    @Test
    void wrongEntriesLockTheNumberForAWhile() {
        Registration person = People.someone();
        worker.enrol(pensioners.register(person), People.CHANNEL);
        for (int i = 0; i < 5; i++) {
            api.open("别人", person.number(), UUID.randomUUID().toString());
        }
        Answer locked = api.open(person, UUID.randomUUID().toString());
        assertThat(locked.status()).isEqualTo(429);
        assertThat(locked.text("code")).isEqualTo("LOGIN_LOCKED");
        assertThat(locked.header("Retry-After")).isEqualTo("900");

        clock.advance(Duration.ofMinutes(16));
        assertThat(api.open(person, UUID.randomUUID().toString()).status()).isEqualTo(201);
    }

    @Test
    void theConsentIsRecordedWithItsVersion() {
        Registration person = People.someone();
        UUID id = pensioners.register(person);
        worker.enrol(id, People.CHANNEL);
        api.open(person, UUID.randomUUID().toString());
        assertThat(jdbc.sql("select text_version from consent where pensioner_id = :id")
                        .param("id", id)
                        .query(String.class)
                        .list())
                .containsExactly("2026-01");
    }

    private static Registration person(String scheme, BenefitStatus benefit, LifeStatus life) {
        Registration like = People.someone();
        return new Registration(
                like.ref(),
                like.number(),
                like.name(),
                null,
                scheme,
                like.region(),
                like.birthDate(),
                benefit,
                life,
                like.benefitFen(),
                like.retiredOn());
    }
}
