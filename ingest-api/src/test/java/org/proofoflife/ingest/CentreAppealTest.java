package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proofoflife.ingest.ApiClient.Answer;
import org.proofoflife.ingest.review.ConsoleRole;
import org.proofoflife.ingest.webpages.SessionKind;
import org.proofoflife.ingest.webpages.WebSessions;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.testing.People;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Somebody who was refused three times appeals in the user centre and sees there what becomes of it. */
@ApiTest
class CentreAppealTest {

    @Autowired
    Staff staff;

    @Autowired
    ApiClient api;

    @Autowired
    Worker worker;

    @Autowired
    Pensioners pensioners;

    @Autowired
    WebSessions sessions;

    @Autowired
    JdbcClient jdbc;

    private UUID person;
    private WebSessions.Started session;

    @BeforeEach
    void refusedTwice() {
        person = pensioners.register(People.someone());
        worker.enrol(person, People.CHANNEL);
        session = sessions.start(SessionKind.CENTRE, person);
        worker.attempt(person, OutcomeCode.FACE_MISMATCH);
        worker.attempt(person, OutcomeCode.FACE_MISMATCH);
    }

    @Test
    void theThirdRefusalIsAppealedSeenAndDecided() {
        UUID second = UUID.fromString(attempt().path("id").asString());
        assertThat(attempt().path("canAppeal").asBoolean()).isFalse();
        assertThat(attempt().path("next").asString()).contains("窗口");
        assertThat(appeal(second).text("code")).isEqualTo("APPEAL_NOT_POSSIBLE");

        UUID third = worker.attempt(person, OutcomeCode.FACE_MISMATCH);
        assertThat(attempt().path("canAppeal").asBoolean()).isTrue();
        assertThat(appeal(third).status()).isEqualTo(204);

        JsonNode looked = attempt();
        assertThat(looked.path("state").asString()).isEqualTo("UNDER_REVIEW");
        assertThat(looked.path("text").asString()).contains("正在人工核对");
        assertThat(looked.path("next").asString()).contains("等待");
        assertThat(looked.path("appealedAt").asString()).isNotEmpty();
        assertThat(looked.path("canAppeal").asBoolean()).isFalse();
        assertThat(jdbc.sql("select actor from audit_log where action = 'APPEAL' and entity_id = :id")
                        .param("id", third.toString())
                        .query(String.class)
                        .single())
                .isEqualTo("pensioner:" + person);

        ConsoleUser reviewer = staff.with(ConsoleRole.REVIEWER);
        reviewer.post("/cases/" + third + "/claim", Map.of());
        reviewer.post("/cases/" + third + "/verdict", Map.of("outcome", "FACE_MISMATCH"));
        JsonNode decided = attempt();
        assertThat(decided.path("text").asString()).contains("不匹配");
        assertThat(decided.path("next").asString()).contains("窗口");
        assertThat(decided.path("appealedAt")).isEqualTo(looked.path("appealedAt"));
        assertThat(decided.path("decidedAt").asString()).isNotEmpty();
        assertThat(appeal(third).text("code")).isEqualTo("APPEAL_REVIEWED");
    }

    @Test
    void nobodyAppealsForAnother() {
        UUID third = worker.attempt(person, OutcomeCode.FACE_MISMATCH);
        session = sessions.start(SessionKind.CENTRE, pensioners.register(People.someone()));
        assertThat(appeal(third).text("code")).isEqualTo("NOT_FOUND");
    }

    private Answer appeal(UUID id) {
        return api.post("/web/centre/certifications/" + id + "/appeal", Map.of(), headers());
    }

    private JsonNode attempt() {
        return api.get("/web/centre/results", headers()).json().path("attempts").get(0);
    }

    private String[] headers() {
        return new String[] {
            "X-API-Key",
            "",
            "Cookie",
            SessionKind.CENTRE.cookie() + "=" + session.token(),
            "X-CSRF-Token",
            session.session().csrf()
        };
    }
}
