package org.proofoflife.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.proofoflife.ingest.review.ConsoleRole;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.certification.Submission;
import org.proofoflife.storage.testing.People;
import org.proofoflife.storage.testing.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The figures for those who answer for the whole. */
@ApiTest
class DashboardTest {

    private static final Duration KEPT = Duration.ofMinutes(10);

    @Autowired
    Staff staff;

    @Autowired
    People people;

    @Autowired
    CertificationMoves moves;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SettableClock clock;

    @Test
    void everybodyIsCountedOnceForAWhileAndEachPersonOnceAYear() {
        clock.advance(KEPT);
        JsonNode before = figures();
        LocalDate today = LocalDate.now(clock);
        UUID person = people.registered();
        certify(person, today.withDayOfYear(1));
        certify(person, today);
        people.registered();
        clock.advance(KEPT.minusSeconds(1));
        assertThat(figures().at("/people").asLong())
                .isEqualTo(before.at("/people").asLong());

        clock.advance(Duration.ofSeconds(1));
        JsonNode after = figures();
        assertThat(after.at("/countedAt").asString()).isEqualTo(clock.instant().toString());
        assertThat(after.at("/people").asLong()).isEqualTo(before.at("/people").asLong() + 2);
        assertThat(after.at("/certified").asLong())
                .isEqualTo(before.at("/certified").asLong() + 1);
        assertThat(ofTheYear(after)).isEqualTo(ofTheYear(before) + 1);
    }

    @Test
    void whoseClipOrPicturesAreKeptCountsAmongTheFacesStored() {
        clock.advance(KEPT);
        long before = figures().at("/facesStored").asLong();
        UUID certification = people.openCertification();
        moves.submit(
                new Submission(
                        certification,
                        ApiClient.sha256(certification.toString().getBytes(UTF_8))
                                .getBytes(UTF_8),
                        1,
                        "video/mp4",
                        false,
                        null),
                "channel:" + People.CHANNEL);
        clock.advance(KEPT);
        assertThat(figures().at("/facesStored").asLong()).isEqualTo(before + 1);

        jdbc.sql(
                        "update consent k set withdrawn_at = now(), erased_at = now() from certification c where c.consent_id = k.id and c.id = :id")
                .param("id", certification)
                .update();
        clock.advance(KEPT);
        assertThat(figures().at("/facesStored").asLong()).isEqualTo(before);
    }

    private JsonNode figures() {
        return staff.with(ConsoleRole.AUDITOR).get("/dashboard").json();
    }

    private static long ofTheYear(JsonNode figures) {
        return figures.at("/months")
                .valueStream()
                .mapToLong(month -> month.at("/certified").asLong())
                .sum();
    }

    private void certify(UUID person, LocalDate day) {
        jdbc.sql("""
                        insert into certificate (id, pensioner_id, source, certified_on, valid_from, valid_until)
                        values (gen_random_uuid(), :person, 'COUNTER', :day, :day, :until)""")
                .param("person", person)
                .param("day", day)
                .param("until", day.plusYears(1))
                .update();
    }
}
