package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proofoflife.ingest.ApiClient.Answer;
import org.proofoflife.ingest.webpages.SessionKind;
import org.proofoflife.storage.certification.CertificationMoves;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.certification.Submission;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.Registration;
import org.proofoflife.storage.testing.People;
import org.proofoflife.storage.testing.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who logs in to the page for retirees, who is kept out, and what a session still knows after the page was lost. */
@ApiTest
class SelfServiceLoginTest {

    private static final String CHANNEL = "self-service";

    @Autowired
    ApiClient api;

    @Autowired
    Worker worker;

    @Autowired
    Pensioners pensioners;

    @Autowired
    CertificationMoves moves;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    private Registration person;

    @BeforeEach
    void somebody() {
        assertThat(api.key()).isNotEmpty();
        person = enrolled(People.someone());
    }

    @Test
    void aHallFullOfPeopleLogsInFromOneAddress() {
        for (int i = 0; i < 40; i++) {
            assertThat(login(person.name(), person.number(), "203.0.113.1").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void wrongEntriesFromOneAddressShutThatAddressAloneOut() {
        int wrong = 0;
        while (login("别人", "GUESS" + wrong, "203.0.113.2").status() == 403) {
            wrong++;
        }
        assertThat(wrong).isEqualTo(300);
        Answer shut = login(person.name(), person.number(), "203.0.113.2");
        assertThat(shut.text("code")).isEqualTo("TOO_MANY_ATTEMPTS");
        assertThat(login(person.name(), person.number(), "203.0.113.3").status())
                .isEqualTo(200);

        clock.advance(Duration.ofMinutes(16));
        assertThat(login(person.name(), person.number(), "203.0.113.2").status())
                .isEqualTo(200);
    }

    @Test
    void anAttackerFromManyAddressesShutsOutNobody() {
        jdbc.sql(
                        "insert into login_failure (channel_id, number_index, at)"
                                + " select :channel, decode(md5(n::text), 'hex'), :now::timestamptz from generate_series(1, 2000) n")
                .param("channel", CHANNEL)
                .param("now", clock.instant().toString())
                .update();
        assertThat(login(person.name(), person.number(), "203.0.113.4").status())
                .isEqualTo(200);
    }

    @Test
    void whoHasLoggedInCertifiesThoughOthersLockTheirNumber() {
        Answer session = login(person.name(), person.number(), "203.0.113.5");
        for (int i = 0; i < 5; i++) {
            login("别人", person.number(), "203.0.113.6");
        }
        assertThat(login(person.name(), person.number(), "203.0.113.5").text("code"))
                .isEqualTo("LOGIN_LOCKED");
        assertThat(open(session).status()).isEqualTo(200);
    }

    @Test
    void aNumberOfAnOlderFormIsTakenAsRegistered() {
        Registration like = People.someone();
        Registration older = enrolled(new Registration(
                like.ref(),
                "京字第（" + like.number() + "）号",
                like.name(),
                null,
                like.scheme(),
                like.region(),
                null,
                like.benefitStatus(),
                like.lifeStatus(),
                like.benefitFen(),
                like.retiredOn()));
        assertThat(login(older.name(), "京字第(" + like.number() + ")号", "203.0.113.7")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theSessionNamesWhatThePersonHasSentAndNobodyHasDecided() {
        Answer session = login(person.name(), person.number(), "203.0.113.8");
        UUID id = UUID.fromString(open(session).text("id"));
        assertThat(pending(session)).isEmpty();

        moves.submit(new Submission(id, new byte[32], 2000, "video/mp4", false, null), "channel:" + CHANNEL);
        assertThat(pending(session)).isEqualTo(id + " SUBMITTED");
        worker.decide(id.toString(), OutcomeCode.MATCH_UNCERTAIN);
        assertThat(pending(session)).isEqualTo(id + " UNDER_REVIEW");

        Registration wife = enrolled(People.someone());
        assertThat(pending(login(wife.name(), wife.number(), "203.0.113.8"))).isEmpty();
        clock.advance(Duration.ofHours(25));
        assertThat(pending(login(person.name(), person.number(), "203.0.113.8")))
                .isEmpty();
    }

    @Test
    void whatAnotherChannelWasSentIsNotThePages() {
        String id = api.open(person, UUID.randomUUID().toString()).text("id");
        moves.submit(
                new Submission(UUID.fromString(id), new byte[] {1}, 2000, "video/mp4", false, null),
                "channel:" + People.CHANNEL);
        assertThat(pending(login(person.name(), person.number(), "203.0.113.9")))
                .isEmpty();
    }

    private Registration enrolled(Registration who) {
        worker.enrol(pensioners.register(who), People.CHANNEL);
        return who;
    }

    private Answer login(String name, String number, String address) {
        return api.post(
                "/web/self-service/session",
                Map.of("name", name, "number", number),
                "X-API-Key",
                "",
                "X-Forwarded-For",
                address);
    }

    private Answer open(Answer session) {
        return api.post(
                "/web/self-service/certifications",
                Map.of("consentVersion", "2026-01"),
                "X-API-Key",
                "",
                "Cookie",
                cookie(session),
                "X-CSRF-Token",
                session.text("csrf"),
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }

    private String pending(Answer session) {
        Answer now = api.get("/web/self-service/session", "X-API-Key", "", "Cookie", cookie(session));
        assertThat(now.status()).isEqualTo(200);
        return (now.json().at("/pending/id").asString() + " "
                        + now.json().at("/pending/state").asString())
                .strip();
    }

    private static String cookie(Answer session) {
        String set = session.header("Set-Cookie");
        assertThat(set).startsWith(SessionKind.SELF_SERVICE.cookie());
        return String.valueOf(set).split(";", 2)[0];
    }
}
