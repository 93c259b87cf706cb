package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofoflife.ingest.ApiClient.Answer;
import org.proofoflife.storage.channel.Channels;
import org.proofoflife.storage.channel.Scope;
import org.proofoflife.storage.roster.BenefitStatus;
import org.proofoflife.storage.roster.LifeStatus;
import org.proofoflife.storage.roster.Pensioners;
import org.proofoflife.storage.roster.Registration;
import org.proofoflife.storage.testing.People;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class SecurityApiTest {

    @Autowired
    ApiClient api;

    @Autowired
    Tokens tokens;

    @Autowired
    Channels channels;

    @Autowired
    Pensioners pensioners;

    @Autowired
    Worker worker;

    private final String channel = "c-" + UUID.randomUUID();

    @BeforeEach
    void issueKey() {
        assertThat(api.key()).isNotEmpty();
    }

    @Test
    void anUnauthenticatedCallerLearnsNothingAboutAnyone() {
        Registration good = People.someone();
        pensioners.register(good);
        Registration like = People.someone();
        Registration suspended = new Registration(
                like.ref(),
                like.number(),
                like.name(),
                null,
                "RESIDENT",
                like.region(),
                null,
                BenefitStatus.STOPPED,
                LifeStatus.DEAD,
                null,
                null);
        pensioners.register(suspended);

        Answer one = api.open(good, UUID.randomUUID().toString(), "X-API-Key", "");
        Answer other = api.open(suspended, UUID.randomUUID().toString(), "X-API-Key", "pol_wrong");
        assertThat(one.status()).isEqualTo(401);
        assertThat(one.text("code")).isEqualTo("UNAUTHENTICATED");
        assertThat(one.response().body()).isEqualTo(other.response().body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/certifications/6ad1a1d0-8c4d-4f0a-9d60-4d9d2f5f3c11",
                "/api/v1/certifications/6ad1a1d0-8c4d-4f0a-9d60-4d9d2f5f3c11/certificate",
                "/api/v1/pensioners/P1/enrolment",
                "/api/v1/pensioners/P1",
                "/api/v1/no-such-thing"
            })
    void nothingOfTheApiIsAnonymous(String path) {
        assertThat(api.get(path, "X-API-Key", "").status()).isEqualTo(401);
    }

    @Test
    void aChannelMayDoWhatItsScopesSay() {
        String enrolOnly = channels.issue(channel, "One", EnumSet.of(Scope.ENROL), null, "job:t")
                .apiKey();
        Registration person = People.someone();
        pensioners.register(person);
        assertRefused(api.open(person, UUID.randomUUID().toString(), "X-API-Key", enrolOnly));
        assertRefused(api.put("/api/v1/pensioners/P1", Map.of(), "X-API-Key", enrolOnly));
        assertThat(api.get("/api/v1/pensioners/" + person.ref() + "/enrolment", "X-API-Key", enrolOnly)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aDisabledChannelIsUnauthenticated() {
        String key = channels.issue(channel, "One", EnumSet.allOf(Scope.class), null, "job:t")
                .apiKey();
        channels.disable(channel, "job:t");
        assertThat(api.get("/api/v1/pensioners/P1/enrolment", "X-API-Key", key).status())
                .isEqualTo(401);
    }

    @Test
    void aChannelSeesOnlyItsOwnCertifications() {
        Registration person = People.someone();
        worker.enrol(pensioners.register(person), People.CHANNEL);
        String id = api.open(person, UUID.randomUUID().toString()).text("id");
        String other = channels.issue(channel, "One", EnumSet.allOf(Scope.class), null, "job:t")
                .apiKey();
        Answer answer = api.get("/api/v1/certifications/" + id, "X-API-Key", other);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("code")).isEqualTo("NOT_FOUND");
    }

    @Test
    void clientCredentialsTokensAreTakenWithTheScopesBothSidesGrant() {
        channels.issue(channel, "One", EnumSet.of(Scope.CERTIFY), null, "job:t");
        Registration person = People.someone();
        worker.enrol(pensioners.register(person), People.CHANNEL);

        assertThat(open(person, tokens.of(channel, "certify enrol")).status()).isEqualTo(201);
        assertRefused(open(person, tokens.of(channel, "enrol")));
        assertRefused(api.put(
                "/api/v1/pensioners/P1",
                Map.of(),
                "X-API-Key",
                "",
                "Authorization",
                "Bearer " + tokens.of(channel, "admin")));
        assertThat(open(person, tokens.of("nobody", "certify")).status()).isEqualTo(401);
        assertThat(open(person, tokens.expired(channel)).status()).isEqualTo(401);
        assertThat(open(person, "not-a-token").text("code")).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void answersCarryStrictHeaders() {
        Answer answer = api.get("/api/v1/pensioners/P1/enrolment");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Set-Cookie")).isNull();
    }

    @Test
    void managementIsClosedButForHealth() {
        assertThat(api.get("/actuator/health/liveness", "X-API-Key", "").status())
                .isEqualTo(200);
        assertThat(api.get("/actuator/env", "X-API-Key", "").status()).isIn(401, 403, 404);
    }

    private Answer open(Registration person, String token) {
        return api.open(person, UUID.randomUUID().toString(), "X-API-Key", "", "Authorization", "Bearer " + token);
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text("code")).isEqualTo("SCOPE_MISSING");
    }
}
