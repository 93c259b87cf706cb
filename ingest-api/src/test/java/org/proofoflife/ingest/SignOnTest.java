package org.proofoflife.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.proofoflife.ingest.ApiClient.Answer;
import org.proofoflife.ingest.TestIssuer.Claims;
import org.proofoflife.ingest.review.ConsoleAccount;
import org.proofoflife.ingest.review.ConsoleAccounts;
import org.proofoflife.ingest.review.ConsoleRole;
import org.proofoflife.ingest.review.Credentials;
import org.proofoflife.ingest.webpages.SessionKind;
import org.proofoflife.ingest.webpages.WebSessions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Logging in to the console at an identity provider that really signs. */
@ApiTest
class SignOnTest {

    private static final String START = "/web/open/console/oidc/start/console";
    private static final String BACK = "/web/open/console/oidc/callback";

    @Autowired
    ApiClient api;

    @Autowired
    ConsoleAccounts accounts;

    @Autowired
    Credentials credentials;

    @Autowired
    WebSessions sessions;

    @Autowired
    JdbcClient jdbc;

    private final String subject = UUID.randomUUID().toString();
    private final String login = "oidc-" + subject.substring(0, 8);

    /** @param cookie of the browser that left; @param asked what stands in the address of the provider's page */
    private record Left(String cookie, Map<String, String> asked) {
        String nonce() {
            return asked.get("nonce");
        }
    }

    @Test
    void aPersonWithARoleIsLetInWithWhatTheProviderSays() {
        Left left = leave();
        assertThat(left.asked())
                .containsEntry("client_id", TestIssuer.CLIENT)
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("scope", "openid profile");
        assertThat(left.asked().get("redirect_uri")).endsWith(BACK);

        Answer back = comeBack(left, Claims.of(subject, login, left.nonce(), "pension-review", "office"));
        assertThat(back.header("Location")).endsWith("/console.html");
        Answer session = session(back);
        assertThat(session.text("login")).isEqualTo(login);
        assertThat(session.json().path("roles").valueStream().map(role -> role.asString()))
                .containsExactly("REVIEWER");

        Left again = leave();
        Answer promoted = comeBack(again, Claims.of(subject, login, again.nonce(), "pension-approve"));
        assertThat(session(promoted).json().path("roles").valueStream().map(role -> role.asString()))
                .containsExactly("APPROVER");
        assertThat(accounts.all()).filteredOn(it -> it.login().equals(login)).hasSize(1);
    }

    @Test
    void whoHasNoRoleHereIsTurnedAway() {
        Left left = leave();
        assertRefused("SIGN_ON_WITHOUT_ROLE", comeBack(left, Claims.of(subject, login, left.nonce(), "REVIEWER")));
    }

    @Test
    void aTokenThatIsOldForAnotherOrForgedIsNotTaken() {
        Left left = leave();
        Instant later = Instant.now().plusSeconds(300);
        List<String> roles = List.of("pension-review");
        for (Claims wrong : List.of(
                new Claims(
                        subject,
                        login,
                        roles,
                        left.nonce(),
                        TestIssuer.CLIENT,
                        Instant.now().minusSeconds(300),
                        true),
                new Claims(subject, login, roles, left.nonce(), "another-client", later, true),
                new Claims(subject, login, roles, "another-nonce", TestIssuer.CLIENT, later, true),
                new Claims(subject, login, roles, left.nonce(), TestIssuer.CLIENT, later, false))) {
            assertRefused("SIGN_ON_FAILED", comeBack(left, wrong));
        }
        assertThat(comeBack(left, Claims.of(subject, login, left.nonce(), "pension-review"))
                        .header("Location"))
                .as("nothing else was wrong")
                .endsWith("/console.html");
    }

    @Test
    void onlyTheBrowserThatLeftComesBack() {
        Left left = leave();
        String code = TestIssuer.grant(
                left.asked().get("code_challenge"), Claims.of(subject, login, left.nonce(), "pension-review"));
        String back = BACK + "?code=" + code + "&state=" + left.asked().get("state");
        assertRefused("SIGN_ON_FAILED", api.get(back, "X-API-Key", ""));
        assertRefused("SIGN_ON_FAILED", api.get(back, "X-API-Key", "", "Cookie", leave().cookie()));
        assertRefused("SIGN_ON_FAILED", api.get(back + "x", "X-API-Key", "", "Cookie", left.cookie()));
    }

    @Test
    void anAccountOfOurOwnKeepsItsLoginAndADisabledOneStaysOut() {
        accounts.create(login, login, Set.of(ConsoleRole.REVIEWER), null, "job:test");
        Left left = leave();
        assertRefused("LOGIN_TAKEN", comeBack(left, Claims.of(subject, login, left.nonce(), "pension-review")));

        ConsoleAccount account =
                accounts.vouchedFor(TestIssuer.uri(), subject, login + "-2", "Somebody", Set.of(ConsoleRole.REVIEWER));
        accounts.disable(account.id(), "job:test");
        assertRefused("ACCOUNT_DISABLED", comeBack(left, Claims.of(subject, login, left.nonce(), "pension-review")));
        assertThat(credentials.authenticate(login + "-2", "", "000000")).isEmpty();
    }

    @Test
    void thePageIsToldOfThisWayIn() {
        assertThat("/" + api.get("/web/open/console/ways-in", "X-API-Key", "").text("signOn"))
                .isEqualTo(START);
    }

    @Test
    void whoLoggedInAtTheProviderIsSentThereToLogOut() {
        Left left = leave();
        Answer back = comeBack(left, Claims.of(subject, login, left.nonce(), "pension-review"));
        Answer out = logOut(cookie(back, "console_session"), session(back).text("csrf"));

        URI provider = URI.create(out.text("next"));
        assertThat(provider.toString()).startsWith(TestIssuer.uri() + "/logout?");
        Map<String, String> told = parameters(provider);
        assertThat(told.get("id_token_hint"))
                .satisfies(token -> assertThat(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), UTF_8))
                        .contains(subject, TestIssuer.CLIENT));
        assertThat(told.get("post_logout_redirect_uri")).startsWith("http://").endsWith("/console.html");
        assertThat(session(back).status()).as("and here").isEqualTo(401);
        assertThat(jdbc.sql("select count(*) from web_session w join console_account a on a.id = w.subject"
                                + " where a.subject = :subject and id_token_enc is not null")
                        .param("subject", subject)
                        .query(Integer.class)
                        .single())
                .as("the token has done its work")
                .isZero();
    }

    @Test
    void whoLoggedInHereIsSentNowhere() {
        WebSessions.Started own = sessions.start(
                SessionKind.CONSOLE,
                accounts.create(login, login, Set.of(ConsoleRole.AUDITOR), null, "job:test")
                        .id());
        Answer out = logOut(
                SessionKind.CONSOLE.cookie() + "=" + own.token(), own.session().csrf());
        assertThat(out.status()).isEqualTo(200);
        assertThat(out.json().has("next")).isFalse();
    }

    private Answer logOut(String cookie, String csrf) {
        return api.delete("/web/console/session", "X-API-Key", "", "Cookie", cookie, "X-CSRF-Token", csrf);
    }

    private static Map<String, String> parameters(URI address) {
        return Arrays.stream(address.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    private Left leave() {
        Answer answer = api.get(START, "X-API-Key", "");
        assertThat(answer.status()).isEqualTo(302);
        URI provider = URI.create(String.valueOf(answer.header("Location")));
        assertThat(provider.toString()).startsWith(TestIssuer.uri() + "/authorize?");
        return new Left(cookie(answer, "console_sign_on"), parameters(provider));
    }

    private Answer comeBack(Left left, Claims claims) {
        String code = TestIssuer.grant(left.asked().get("code_challenge"), claims);
        return api.get(
                BACK + "?code=" + code + "&state=" + left.asked().get("state"),
                "X-API-Key",
                "",
                "Cookie",
                left.cookie());
    }

    private Answer session(Answer back) {
        return api.get("/web/console/session", "X-API-Key", "", "Cookie", cookie(back, "console_session"));
    }

    private static String cookie(Answer answer, String name) {
        return answer.response().headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    private static void assertRefused(String code, Answer answer) {
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).endsWith("/console.html?refused=" + code);
        assertThat(answer.response().headers().allValues("Set-Cookie"))
                .noneMatch(cookie -> cookie.startsWith("console_session="));
    }
}
