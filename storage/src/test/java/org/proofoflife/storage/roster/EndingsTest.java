package org.proofoflife.storage.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proofoflife.storage.roster.Endings.Ending;
import org.proofoflife.storage.testing.Doubts;
import org.proofoflife.storage.testing.People;
import org.proofoflife.storage.testing.SettableClock;
import org.proofoflife.storage.testing.StorageTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@StorageTest
class EndingsTest {

    @Autowired
    Endings endings;

    @Autowired
    Pensioners pensioners;

    @Autowired
    People people;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    UUID person;
    LocalDate received;

    @BeforeEach
    void register() {
        person = people.registered();
        received = LocalDate.now(clock).minusDays(10);
    }

    @ParameterizedTest
    @CsvSource({
        "CREMATION, DEATH",
        "DEATH_CERTIFICATE, DEATH",
        "PRISON, OTHER",
        "NATIONALITY_LOST, OTHER",
        "DOUBLE_BENEFIT, OTHER"
    })
    void whatMayEndABenefitIsKnownByItsKind(String kind, Ending ending) {
        said(kind, received);
        assertThat(endings.unanswered(person)).contains(ending);
    }

    @Test
    void aSignOfLifeEndsNothingAndDeathComesFirst() {
        jdbc.sql("""
                        insert into life_evidence (pensioner_id, bucket, kind, strength, observed_on, source_ref, received_at)
                        values (:id, 0, 'HOSPITAL', 'STRONG', '2026-01-01', :id::text, now())""").param("id", person).update();
        assertThat(endings.unanswered(person)).isEmpty();
        said("PRISON", received);
        said("CREMATION", received);
        assertThat(endings.unanswered(person)).contains(Ending.DEATH);
    }

    @Test
    void onlyACounterOfThatDayOrLaterAnswers() {
        said("CREMATION", received);
        certified("COUNTER", received.minusDays(1), false);
        certified("COUNTER", received.plusDays(1), true);
        certified("SELF_SERVICE", received.plusDays(1), false);
        certified("HOME_VISIT", received.plusDays(1), false);
        assertThat(endings.unanswered(person)).contains(Ending.DEATH);

        certified("COUNTER", received, false);
        assertThat(endings.unanswered(person)).isEmpty();

        said("PRISON", received.plusDays(1));
        assertThat(endings.unanswered(person)).contains(Ending.OTHER);
    }

    @Test
    void theDayOfReceiptIsTheBureaus() {
        ZonedDateTime justAfterMidnight = received.atStartOfDay(clock.getZone()).plusMinutes(5);
        new Doubts(jdbc).ending(person, "PRISON", justAfterMidnight.toInstant());
        certified("COUNTER", received.minusDays(1), false);
        assertThat(endings.unanswered(person)).isPresent();
    }

    @Test
    void theBureauHasSuspendedUntilItPaysAgain() {
        assertThat(pensioners.suspendedByBureau(person)).isFalse();
        jdbc.sql(
                        "insert into benefit_suspension (pensioner_id, bucket, from_month) select id, bucket, '2026-02-01' from pensioner where id = :id")
                .param("id", person)
                .update();
        assertThat(pensioners.suspendedByBureau(person)).isTrue();
        jdbc.sql("update benefit_suspension set until_month = '2026-03-01' where pensioner_id = :id")
                .param("id", person)
                .update();
        assertThat(pensioners.suspendedByBureau(person)).isFalse();
    }

    private void said(String kind, LocalDate day) {
        new Doubts(jdbc)
                .ending(person, kind, day.atTime(23, 30).atZone(clock.getZone()).toInstant());
    }

    private void certified(String source, LocalDate day, boolean revoked) {
        jdbc.sql("""
                        insert into certificate (id, pensioner_id, source, certified_on, valid_from, valid_until, revoked_at)
                        values (gen_random_uuid(), :person, :source, :day, :day, :until, case when :revoked then now() end)""")
                .param("person", person)
                .param("source", source)
                .param("day", day)
                .param("until", day.plusYears(1))
                .param("revoked", revoked)
                .update();
    }
}
