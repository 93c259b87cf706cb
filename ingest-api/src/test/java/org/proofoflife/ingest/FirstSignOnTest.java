package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proofoflife.ingest.ApiClient.Answer;
import org.proofoflife.ingest.review.Authenticator;
import org.proofoflife.ingest.review.ConsoleAccounts;
import org.proofoflife.ingest.review.ConsoleRole;
import org.proofoflife.ingest.webpages.SessionKind;
import org.proofoflife.ingest.webpages.WebSession;
import org.proofoflife.ingest.webpages.WebSessions;
import org.proofoflife.storage.testing.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** How an account of the console becomes that of somebody whom no administrator can stand in for. */
@ApiTest
class FirstSignOnTest {

    private static final String OWN = "a lamp beside the sea";
    private static final String OTHER = "a boat under the moon";
    private static final String CONSOLE = "/web/console";
    private static final Set<String> OPEN = Set.of("/session", "/first-sign-on", "/first-sign-on/secret", "/password");

    @Autowired
    Staff staff;

    @Autowired
    ApiClient api;

    @Autowired
    ConsoleAccounts accounts;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private final String login = "own-" + UUID.randomUUID().toString().substring(0, 8);
    private ConsoleUser administrator;
    private ConsoleUser colleague;
    private UUID id;
    private String start;

    @BeforeEach
    void anAccountIsStarted() {
        administrator = staff.with(ConsoleRole.ADMINISTRATOR);
        colleague = staff.with(ConsoleRole.ADMINISTRATOR);
        start = agreed(administrator.post(
                "/accounts", Map.of("login", login, "displayName", "Wang", "roles", List.of("REVIEWER"))));
        id = jdbc.sql("select id from console_account where login = :login")
                .param("login", login)
                .query(UUID.class)
                .single();
    }

    /** The whole start password, of which each of the two administrators is shown half. */
    private String agreed(Answer proposed) {
        assertThat(proposed.status()).as(proposed.response().body()).isEqualTo(200);
        UUID proposal = jdbc.sql("select id from account_proposal where state = 'PROPOSED' and login = :login")
                .param("login", login)
                .query(UUID.class)
                .single();
        Answer agreed = colleague.post("/account-proposals/" + proposal + "/vote", Map.of("approve", true));
        assertThat(agreed.status()).as(agreed.response().body()).isEqualTo(200);
        return proposed.text("startPassword") + "-" + agreed.text("startPassword");
    }

    @Test
    void aStartPasswordLeadsToCredentialsOfOnesOwnAndNoFurther() {
        ConsoleUser person = logIn(start, null);
        assertThat(person.get("/session").text("state")).isEqualTo("STARTED");
        assertRefused(403, "FIRST_SIGN_ON_DUE", person.get("/cases"));

        String secret = secret(person);
        Answer finished = finish(person, OWN, code(secret, 0));
        assertThat(finished.status()).isEqualTo(200);
        assertThat(finished.text("state")).isEqualTo("ACTIVE");
        assertThat(person.get("/cases").status()).as("the start session").isEqualTo(401);
        assertThat(in(finished).get("/cases").status()).isEqualTo(200);

        assertRefused(403, "LOGIN_NOT_MATCHED", tryLogIn(start, null));
        assertRefused(403, "LOGIN_NOT_MATCHED", tryLogIn(OWN, null));
        assertRefused(403, "LOGIN_NOT_MATCHED", tryLogIn(OWN, code(secret, 0)));
        assertThat(logIn(OWN, code(secret, 30)).get("/cases").status()).isEqualTo(200);
        assertThat(audited()).containsExactly("CREATE_ACCOUNT", "LOGIN", "FINISH_ACCOUNT", "LOGIN");
    }

    @Test
    void nothingElseOfTheConsoleAnswersBeforeThat() {
        ConsoleUser person = logIn(start, null);
        Map<String, Integer> answers = new TreeMap<>();
        mappings.getHandlerMethods().keySet().forEach(mapping -> mapping.getPatternValues().stream()
                .filter(path -> path.startsWith(CONSOLE) && !OPEN.contains(path.substring(CONSOLE.length())))
                .forEach(path -> {
                    RequestMethod method = mapping.getMethodsCondition()
                            .getMethods()
                            .iterator()
                            .next();
                    Answer answer = call(person, method, path.substring(CONSOLE.length()));
                    answers.merge(answer.status() + " " + answer.text("code"), 1, Integer::sum);
                }));
        // Bodies and parameters that are missing are complained about first.
        assertThat(answers).containsOnlyKeys("400 INVALID_REQUEST", "403 FIRST_SIGN_ON_DUE");
        assertThat(answers.get("403 FIRST_SIGN_ON_DUE")).isGreaterThan(20);
    }

    private static Answer call(ConsoleUser person, RequestMethod method, String path) {
        String number = path.startsWith("/findings") || path.startsWith("/instruction-files")
                ? "1"
                : UUID.randomUUID().toString();
        String filled = path.replaceAll("\\{\\w+}", number);
        return switch (method) {
            case GET -> person.get(filled);
            case POST -> person.post(filled, Map.of());
            case PUT -> person.put(filled, Map.of());
            case DELETE -> person.delete(filled);
            default -> throw new AssertionError(method);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "too short, 400, INVALID_REQUEST",
        "START, 400, PASSWORD_KNOWN",
        "LOGIN-2026!, 400, PASSWORD_GUESSABLE",
        "abababababababab, 400, PASSWORD_GUESSABLE"
    })
    void aPasswordThatOthersKnowOrGuessIsRefused(String password, int status, String code) {
        ConsoleUser person = logIn(start, null);
        String typed = password.replace("START", start).replace("LOGIN", login);
        assertRefused(status, code, finish(person, typed, code(secret(person), 0)));
        assertThat(person.get("/session").text("state")).isEqualTo("STARTED");
    }

    @Test
    void onlyTheSecretShownLastCounts() {
        ConsoleUser person = logIn(start, null);
        assertRefused(400, "CODE_NOT_MATCHED", finish(person, OWN, "000000"));
        String first = secret(person);
        String last = secret(person);
        assertThat(last).isNotEqualTo(first);
        assertRefused(400, "CODE_NOT_MATCHED", finish(person, OWN, code(first, 0)));
        assertThat(finish(person, OWN, code(last, 0)).status()).isEqualTo(200);
    }

    @Test
    void twoWhoKnowAStartPasswordCannotBothBeIn() {
        ConsoleUser earlier = logIn(start, null);
        ConsoleUser later = logIn(start, null);
        assertThat(earlier.get("/session").status()).isEqualTo(401);
        assertThat(later.get("/session").status()).isEqualTo(200);
    }

    @Test
    void aStartPasswordThatNobodyUsedExpires() {
        ConsoleUser person = logIn(start, null);
        jdbc.sql("update console_account set start_until = :past where id = :id")
                .param("past", clock.instant().minusSeconds(1).atOffset(java.time.ZoneOffset.UTC))
                .param("id", id)
                .update();
        assertRefused(403, "START_PASSWORD_EXPIRED", tryLogIn(start, null));
        assertRefused(403, "LOGIN_NOT_MATCHED", tryLogIn("not " + start, null));
        assertRefused(403, "START_PASSWORD_EXPIRED", person.post("/first-sign-on/secret", Map.of()));
        assertThat(state()).isEqualTo("START_EXPIRED");
        assertThat(logIn(reset(), null).get("/session").text("state")).isEqualTo("STARTED");
    }

    @Test
    void aPasswordOfOnesOwnIsChangedWithThePresentOneAndACode() {
        String secret = finish();
        ConsoleUser person = logIn(OWN, code(secret, 30));
        clock.advance(Duration.ofSeconds(60));
        assertRefused(403, "LOGIN_NOT_MATCHED", change(person, "not " + OWN, code(secret, 0), OTHER));
        assertRefused(403, "LOGIN_NOT_MATCHED", change(person, OWN, "000000", OTHER));
        assertRefused(400, "PASSWORD_KNOWN", change(person, OWN, code(secret, 0), OWN));
        Answer changed = change(person, OWN, code(secret, 0), OTHER);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(person.get("/session").status()).isEqualTo(401);
        assertThat(in(changed).get("/cases").status()).isEqualTo(200);
        assertRefused(403, "LOGIN_NOT_MATCHED", tryLogIn(OWN, code(secret, 30)));
        assertThat(logIn(OTHER, code(secret, 30)).get("/session").text("state")).isEqualTo("ACTIVE");
        assertThat(audited()).contains("CHANGE_PASSWORD");
    }

    @Test
    void aResetEndsWhatTheOwnerHadAndShowsNobodyWhatComesAfter() {
        String secret = finish();
        ConsoleUser person = logIn(OWN, code(secret, 30));
        String again = reset();
        assertThat(person.get("/session").status()).isEqualTo(401);
        clock.advance(Duration.ofSeconds(90));
        assertRefused(403, "LOGIN_NOT_MATCHED", tryLogIn(OWN, code(secret, 0)));
        ConsoleUser anew = logIn(again, null);
        assertRefused(403, "FIRST_SIGN_ON_DUE", anew.get("/cases"));
        assertThat(secret(anew)).isNotEqualTo(secret);
        assertThat(administrator.get("/accounts").response().body())
                .doesNotContainIgnoringCase("password")
                .doesNotContainIgnoringCase("secret");
        assertThat(audited()).contains("RESET_ACCOUNT");
    }

    @Test
    void nobodyResetsTheirOwnAccountOrOneOfTheProvider() {
        ConsoleUser reviewer = staff.with(ConsoleRole.REVIEWER);
        assertRefused(403, "OWN_ACCOUNT", administrator.post("/accounts/" + administrator.id() + "/reset", Map.of()));
        assertRefused(409, "NO_OWN_LOGIN", administrator.post("/accounts/" + reviewer.id() + "/reset", Map.of()));
        assertRefused(403, "ROLE_MISSING", reviewer.post("/accounts/" + id + "/reset", Map.of()));
        assertRefused(409, "FIRST_SIGN_ON_NOT_DUE", reviewer.post("/first-sign-on/secret", Map.of()));
        assertRefused(
                409,
                "NO_OWN_LOGIN",
                reviewer.post("/password", Map.of("present", OWN, "code", "123456", "password", OWN + "!")));
        administrator.delete("/accounts/" + id);
        assertRefused(409, "NO_OWN_LOGIN", administrator.post("/accounts/" + id + "/reset", Map.of()));
    }

    @Test
    void whoWasGivenASecretByAnAdministratorLogsInWithItOnceMore() {
        String secret = finish();
        // As the migration leaves the accounts of before.
        jdbc.sql("update console_account set start_until = 'infinity' where id = :id")
                .param("id", id)
                .update();
        assertRefused(403, "LOGIN_NOT_MATCHED", tryLogIn(OWN, null));
        ConsoleUser person = logIn(OWN, code(secret, 30));
        assertRefused(403, "FIRST_SIGN_ON_DUE", person.get("/cases"));
        assertRefused(400, "PASSWORD_KNOWN", finish(person, OWN, code(secret(person), 0)));
        assertThat(finish(person, OTHER, code(secret(person), 0)).status()).isEqualTo(200);
    }

    /** @return the secret of the codes */
    private String finish() {
        ConsoleUser person = logIn(start, null);
        String secret = secret(person);
        assertThat(finish(person, OWN, code(secret, 0)).status()).isEqualTo(200);
        return secret;
    }

    private ConsoleUser in(Answer answer) {
        String token = String.valueOf(answer.header("Set-Cookie")).replaceAll("^[^=]*=|;.*$", "");
        return new ConsoleUser(
                api,
                login,
                new WebSessions.Started(token, new WebSession(SessionKind.CONSOLE, id, answer.text("csrf"))));
    }

    private static String secret(ConsoleUser person) {
        Answer offered = person.post("/first-sign-on/secret", Map.of());
        assertThat(offered.text("uri")).startsWith("otpauth://totp/").contains("secret=" + offered.text("secret"));
        return offered.text("secret");
    }

    private static Answer finish(ConsoleUser person, String password, String code) {
        return person.post("/first-sign-on", Map.of("password", password, "code", code));
    }

    private static Answer change(ConsoleUser person, String present, String code, String password) {
        return person.post("/password", Map.of("present", present, "code", code, "password", password));
    }

    private String reset() {
        return agreed(administrator.post("/accounts/" + id + "/reset", Map.of()));
    }

    private String code(String secret, int secondsAhead) {
        return Authenticator.code(secret, clock.instant().plusSeconds(secondsAhead));
    }

    private String state() {
        return administrator
                .get("/accounts")
                .json()
                .path("accounts")
                .valueStream()
                .filter(account -> account.path("login").asString().equals(login))
                .findFirst()
                .orElseThrow()
                .path("state")
                .asString();
    }

    private List<String> audited() {
        return jdbc.sql("select action from audit_log where entity = 'console_account' and entity_id = :id order by id")
                .param("id", id.toString())
                .query(String.class)
                .list();
    }

    private Answer tryLogIn(String password, @Nullable String code) {
        Map<String, String> login = new HashMap<>(Map.of("login", this.login, "password", password));
        if (code != null) {
            login.put("code", code);
        }
        return api.post("/web/open/console/session", login, "X-API-Key", "");
    }

    private ConsoleUser logIn(String password, @Nullable String code) {
        Answer answer = tryLogIn(password, code);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return in(answer);
    }

    private static void assertRefused(int status, String code, Answer answer) {
        assertThat(answer.status() + " " + answer.text("code"))
                .as(answer.response().uri() + " " + answer.response().body())
                .isEqualTo(status + " " + code);
    }
}
