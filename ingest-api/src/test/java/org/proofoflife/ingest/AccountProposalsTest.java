package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proofoflife.ingest.ApiClient.Answer;
import org.proofoflife.ingest.review.ConsoleAccounts;
import org.proofoflife.ingest.review.ConsoleRole;
import org.proofoflife.storage.testing.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** No administrator alone opens an account, begins one anew, shows one more people, or gives it further roles. */
@ApiTest
class AccountProposalsTest {

    private static final String HALF = "[A-Z2-7]{4}-[A-Z2-7]{4}";

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

    private final String login = "new-" + UUID.randomUUID().toString().substring(0, 8);
    private ConsoleUser proposer;
    private ConsoleUser second;
    private ConsoleUser reviewer;

    @BeforeEach
    void twoAdministratorsAndNoOther() {
        // What other tests did counts no more: not their log-ins against the address, not their administrators.
        clock.advance(Duration.ofMinutes(16));
        jdbc.sql("""
                        update console_account set disabled_at = :then
                        where 'ADMINISTRATOR' = any(roles) or administrator_until is not null""")
                .param("then", clock.instant().minus(Duration.ofDays(31)).atOffset(ZoneOffset.UTC))
                .update();
        proposer = staff.with(ConsoleRole.ADMINISTRATOR);
        second = staff.with(ConsoleRole.ADMINISTRATOR);
        reviewer = staff.with(ConsoleRole.REVIEWER);
    }

    @Test
    void anAccountIsThereOnlyWhenASecondAdministratorAgreesAndNeitherCanEnterItAlone() {
        Answer proposed = open(proposer, "44");
        assertThat(proposed.json().path("waits").asBoolean()).isTrue();
        String first = proposed.text("startPassword");
        assertThat(first).matches(HALF);
        assertThat(listed(login)).isEmpty();
        UUID id = waiting();

        assertRefused(409, "OWN_PROPOSAL", vote(proposer, id, true, null));
        assertRefused(403, "ROLE_MISSING", vote(reviewer, id, true, null));
        Answer agreed = vote(second, id, true, null);
        assertThat(agreed.status()).isEqualTo(200);
        String other = agreed.text("startPassword");
        assertThat(other).matches(HALF).isNotEqualTo(first);

        for (String partial : List.of(first, other, other + "-" + first)) {
            assertRefused(403, "LOGIN_NOT_MATCHED", logIn(partial));
        }
        assertThat(logIn(first + "-" + other).text("state")).isEqualTo("STARTED");
        assertThat(listed(login)).containsExactly("44");
        assertThat(audited(id)).containsExactly(proposer.actor() + " PROPOSE", second.actor() + " APPROVE");
        assertRefused(409, "NOT_OPEN", vote(second, id, true, null));
        assertThat(jdbc.sql("select first_half_enc is null from account_proposal where id = :id")
                        .param("id", id)
                        .query(Boolean.class)
                        .single())
                .as("kept no longer than it is needed")
                .isTrue();
    }

    @Test
    void aResetLeavesTheAccountToItsOwnerUntilASecondAdministratorAgrees() {
        String whole = opened();
        UUID account = account();
        Answer proposed = proposer.post("/accounts/" + account + "/reset", Map.of());
        assertThat(proposed.text("startPassword")).matches(HALF);
        assertThat(logIn(whole).status()).isEqualTo(200);
        assertRefused(409, "ALREADY_PROPOSED", second.post("/accounts/" + account + "/reset", Map.of()));

        Answer agreed = vote(second, waiting(), true, null);
        assertRefused(403, "LOGIN_NOT_MATCHED", logIn(whole));
        assertThat(logIn(proposed.text("startPassword") + "-" + agreed.text("startPassword"))
                        .text("state"))
                .isEqualTo("STARTED");
    }

    @Test
    void aWiderRegionTakesTwoAndANarrowerOneTakesEffectAtOnce() {
        opened();
        assertThat(confine("44").json().path("waits").asBoolean()).isFalse();
        assertThat(confine("4401").json().path("waits").asBoolean()).isFalse();
        for (String wider : new String[] {"44", "3301", null}) {
            assertThat(confine(wider).json().path("waits").asBoolean())
                    .as(wider)
                    .isTrue();
            assertThat(listed(login)).containsExactly("4401");
            assertThat(vote(second, waiting(), false, "why?").status()).isEqualTo(200);
            assertThat(listed(login)).containsExactly("4401");
        }
        confine("44");
        assertThat(list(proposer).at("/proposals/0/regionNow").asString()).isEqualTo("4401");
        assertThat(vote(second, waiting(), true, null).json().has("startPassword"))
                .isFalse();
        assertThat(listed(login)).containsExactly("44");
    }

    @Test
    void nobodyAgreesToWhatIsDoneToTheirOwnAccount() {
        ConsoleUser third = staff.with(ConsoleRole.ADMINISTRATOR);
        proposer.put("/accounts/" + third.id() + "/region", Map.of("region", "44"));
        proposer.put("/accounts/" + third.id() + "/region", Map.of());
        UUID id = jdbc.sql("select id from account_proposal where account_id = :id and state = 'PROPOSED'")
                .param("id", third.id())
                .query(UUID.class)
                .single();
        assertRefused(403, "REGION_CONFINED", vote(third, id, true, null));
        jdbc.sql("update console_account set region = null where id = :id")
                .param("id", third.id())
                .update();
        assertRefused(403, "OWN_ACCOUNT", vote(third, id, true, null));
        assertRefused(403, "OWN_ACCOUNT", proposer.post("/accounts/" + proposer.id() + "/reset", Map.of()));
    }

    @Test
    void aRefusalSaysWhyAndAProposerTakesBackTheirOwn() {
        open(proposer, null);
        UUID id = waiting();
        assertRefused(409, "ALREADY_PROPOSED", open(second, null));
        assertRefused(422, "NOTE_MISSING", vote(second, id, false, " "));
        assertThat(vote(second, id, false, "nobody of that name works here").status())
                .isEqualTo(200);
        assertRefused(409, "NOT_OPEN", vote(second, id, true, null));
        assertThat(listed(login)).isEmpty();

        open(proposer, null);
        UUID again = waiting();
        assertRefused(409, "NOT_OWN_PROPOSAL", second.delete("/account-proposals/" + again));
        assertThat(proposer.delete("/account-proposals/" + again).status()).isEqualTo(204);
        assertRefused(409, "NOT_OPEN", vote(second, again, true, null));
        assertThat(audited(again)).containsExactly(proposer.actor() + " PROPOSE", proposer.actor() + " WITHDRAW");
        assertRefused(404, "UNKNOWN_PROPOSAL", vote(second, UUID.randomUUID(), true, null));
    }

    @Test
    void ofTwoWhoAgreeAtOnceOneCarriesItOut() throws InterruptedException, ExecutionException {
        ConsoleUser third = staff.with(ConsoleRole.ADMINISTRATOR);
        open(proposer, null);
        UUID id = waiting();
        List<Integer> answers = new ArrayList<>();
        try (Threads threads = new Threads()) {
            List<Future<Answer>> votes = Stream.of(second, third)
                    .map(voter -> threads.pool.submit(() -> vote(voter, id, true, null)))
                    .toList();
            for (Future<Answer> vote : votes) {
                answers.add(vote.get().status());
            }
        }
        assertThat(answers).containsExactlyInAnyOrder(200, 409);
        assertThat(listed(login)).hasSize(1);
    }

    private static final class Threads implements AutoCloseable {
        private final ExecutorService pool = Executors.newFixedThreadPool(2);

        @Override
        public void close() {
            pool.shutdownNow();
        }
    }

    @Test
    void whoseAccountIsDisabledProposesNothingAnyMore() {
        open(proposer, null);
        UUID id = waiting();
        assertThat(second.delete("/accounts/" + proposer.id()).status()).isEqualTo(204);
        assertRefused(409, "NOT_OPEN", vote(second, id, true, null));
    }

    @Test
    void theOnlyAdministratorActsAtOnceAndTheLogSaysSo() {
        disable(second, Duration.ofDays(31));
        assertThat(list(proposer).path("alone").asBoolean()).isTrue();
        Answer done = open(proposer, "44");
        assertThat(done.json().path("waits").asBoolean()).isFalse();
        assertThat(logIn(done.text("startPassword")).text("state")).isEqualTo("STARTED");
        assertRefused(409, "LOGIN_TAKEN", open(proposer, null));
        assertThat(proposer.post("/accounts/" + account() + "/reset", Map.of()).text("startPassword"))
                .matches(HALF + "-" + HALF);
        assertThat(waits(confine(null))).isFalse();
        assertThat(waits(proposer.put("/accounts/" + account() + "/roles", Map.of("roles", List.of("APPROVER")))))
                .isFalse();
        assertThat(jdbc.sql("""
                                select detail ->> 'kind' from audit_log
                                where action = 'ACT_WITHOUT_FOUR_EYES' and actor = :actor and entity_id = :id order by id""")
                        .param("actor", proposer.actor())
                        .param("id", account().toString())
                        .query(String.class)
                        .list())
                .containsExactly("OPEN", "RESET", "WIDEN", "GRANT");

        ConsoleUser newcomer = staff.with(ConsoleRole.ADMINISTRATOR);
        assertThat(list(proposer).path("alone").asBoolean()).isFalse();
        assertThat(list(newcomer).path("alone").asBoolean()).isFalse();
    }

    @Test
    void nobodyGetsAloneByDisablingTheOther() {
        proposer.delete("/accounts/" + second.id());
        assertThat(list(proposer).path("alone").asBoolean()).isFalse();
        assertThat(open(proposer, null).json().path("waits").asBoolean()).isTrue();
    }

    @Test
    void aRoleIsTakenAtOnceAndGivenWhenASecondAdministratorAgrees() {
        ConsoleUser owner = entered(ConsoleRole.REVIEWER, ConsoleRole.APPROVER);
        assertThat(owner.get("/cases").status()).isEqualTo(200);
        assertThat(owner.get("/audit").text("code")).isEqualTo("ROLE_MISSING");

        assertThat(waits(changeRoles(proposer, owner, "REVIEWER", "AUDITOR"))).isTrue();
        assertThat(rolesOf(owner)).as("what is not wanted is gone").containsExactly("REVIEWER");
        JsonNode wish = wishFor(owner.login());
        assertThat(names(wish.path("rolesNow"))).containsExactly("REVIEWER");
        assertThat(names(wish.path("roles"))).containsExactly("REVIEWER", "AUDITOR");
        assertThat(wish.path("kind").asString()).isEqualTo("GRANT");
        assertRefused(409, "ALREADY_PROPOSED", changeRoles(second, owner, "REVIEWER", "ADMINISTRATOR"));
        UUID id = UUID.fromString(wish.path("id").asString());
        assertRefused(409, "OWN_PROPOSAL", vote(proposer, id, true, null));
        assertThat(vote(second, id, true, null).json().has("startPassword")).isFalse();
        assertThat(rolesOf(owner)).containsExactly("REVIEWER", "AUDITOR");
        assertThat(owner.get("/audit").status()).as("at the next request").isEqualTo(200);

        assertThat(waits(changeRoles(proposer, owner, "REVIEWER"))).isFalse();
        assertThat(owner.get("/audit").text("code")).isEqualTo("ROLE_MISSING");
        assertThat(jdbc.sql("""
                                select actor || ' ' || (detail ->> 'rolesBefore') || ' ' || (detail ->> 'roles') from audit_log
                                where action = 'CHANGE_ACCOUNT' and entity_id = :id order by id""")
                        .param("id", owner.id().toString())
                        .query(String.class)
                        .list())
                .containsExactly(
                        proposer.actor() + " [\"REVIEWER\", \"APPROVER\"] [\"REVIEWER\"]",
                        second.actor() + " [\"REVIEWER\"] [\"REVIEWER\", \"AUDITOR\"]",
                        proposer.actor() + " [\"REVIEWER\", \"AUDITOR\"] [\"REVIEWER\"]");
    }

    @Test
    void whatIsAgreedToGivesBackNoRoleThatWasTakenMeanwhile() {
        ConsoleUser owner = entered(ConsoleRole.REVIEWER, ConsoleRole.APPROVER);
        changeRoles(proposer, owner, "REVIEWER", "APPROVER", "AUDITOR");
        UUID id = waiting(owner.login());
        changeRoles(second, owner, "REVIEWER");
        assertThat(vote(second, id, true, null).status()).isEqualTo(200);
        assertThat(rolesOf(owner)).containsExactly("REVIEWER", "AUDITOR");
    }

    @Test
    void nobodyChangesTheirOwnRolesNorThoseThatAProviderSays() {
        assertRefused(403, "OWN_ACCOUNT", changeRoles(proposer, proposer, "ADMINISTRATOR", "APPROVER"));
        assertRefused(409, "ROLES_OF_PROVIDER", changeRoles(proposer, reviewer, "AUDITOR"));
        assertRefused(403, "ROLE_MISSING", changeRoles(reviewer, second, "ADMINISTRATOR"));
        ConsoleUser owner = entered(ConsoleRole.REVIEWER);
        for (List<?> wrong : List.of(List.of(), List.of("KING"))) {
            assertThat(proposer.put("/accounts/" + owner.id() + "/roles", Map.of("roles", wrong))
                            .status())
                    .as("%s", wrong)
                    .isEqualTo(400);
        }
        proposer.delete("/accounts/" + owner.id());
        assertRefused(404, "NOT_FOUND", changeRoles(proposer, owner, "AUDITOR"));
        ConsoleUser third = entered(ConsoleRole.ADMINISTRATOR);
        changeRoles(proposer, third, "ADMINISTRATOR", "APPROVER");
        assertRefused(403, "OWN_ACCOUNT", vote(third, waiting(third.login()), true, null));
    }

    @Test
    void whoIsNoAdministratorAnyMoreProposesNothingAndLeavesNobodyAlone() {
        ConsoleUser third = entered(ConsoleRole.ADMINISTRATOR, ConsoleRole.AUDITOR);
        disable(second, Duration.ofDays(31));
        open(third, null);
        UUID id = waiting();
        assertThat(waits(changeRoles(proposer, third, "AUDITOR"))).isFalse();
        assertRefused(403, "ROLE_MISSING", open(third, null));
        assertRefused(409, "NOT_OPEN", vote(proposer, id, true, null));
        assertThat(list(proposer).path("alone").asBoolean()).isFalse();
        assertThat(waits(changeRoles(proposer, third, "AUDITOR", "ADMINISTRATOR")))
                .isTrue();
        clock.advance(Duration.ofDays(31));
        ConsoleUser later = staff.enter(proposer.login(), proposer.id());
        assertThat(list(later).path("alone").asBoolean()).isTrue();
    }

    @Test
    void theLastAdministratorStaysOne() {
        ConsoleUser first = entered(ConsoleRole.ADMINISTRATOR, ConsoleRole.APPROVER);
        disable(proposer, Duration.ZERO);
        disable(second, Duration.ZERO);
        assertRefused(409, "LAST_ADMINISTRATOR", first.delete("/accounts/" + first.id()));
        assertThat(rolesOf(first)).containsExactlyInAnyOrder("APPROVER", "ADMINISTRATOR");
    }

    @Test
    void ofTwoWhoShutOutEachOtherOneStays() throws InterruptedException, ExecutionException {
        disable(proposer, Duration.ZERO);
        disable(second, Duration.ZERO);
        ConsoleUser one = entered(ConsoleRole.ADMINISTRATOR, ConsoleRole.AUDITOR);
        ConsoleUser other = entered(ConsoleRole.ADMINISTRATOR, ConsoleRole.AUDITOR);
        List<String> answers = new ArrayList<>();
        try (Threads threads = new Threads()) {
            List<Future<Answer>> wishes = List.of(
                    threads.pool.submit(() -> changeRoles(one, other, "AUDITOR")),
                    threads.pool.submit(() -> changeRoles(other, one, "AUDITOR")));
            for (Future<Answer> wish : wishes) {
                Answer answer = wish.get();
                answers.add(answer.status() == 200 ? "done" : answer.text("code"));
            }
        }
        assertThat(answers).contains("done").hasSize(2);
        assertThat(answers).containsAnyOf("LAST_ADMINISTRATOR", "ROLE_MISSING");
        assertThat(Stream.concat(rolesOf(one).stream(), rolesOf(other).stream()))
                .containsOnlyOnce("ADMINISTRATOR");
    }

    @Test
    void theDatabaseHoldsTheFourEyesAsWell() {
        open(proposer, null);
        UUID id = waiting();
        assertThat(catchThrowable(() -> jdbc.sql("""
                                update account_proposal set state = 'APPROVED', decided_by = proposed_by,
                                    first_half_enc = null where id = :id""").param("id", id).update()))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    /** Somebody with an account of the console's own, who has made it theirs. */
    private ConsoleUser entered(ConsoleRole... roles) {
        String name = "own-" + UUID.randomUUID().toString().substring(0, 8);
        UUID id = accounts.create(name, name, Set.of(roles), null, "job:test").id();
        jdbc.sql("update console_account set start_until = null, totp_secret_enc = ''::bytea where id = :id")
                .param("id", id)
                .update();
        return staff.enter(name, id);
    }

    private void disable(ConsoleUser user, Duration ago) {
        jdbc.sql("update console_account set disabled_at = :then where id = :id")
                .param("then", clock.instant().minus(ago).atOffset(ZoneOffset.UTC))
                .param("id", user.id())
                .update();
    }

    private static Answer changeRoles(ConsoleUser by, ConsoleUser of, String... roles) {
        return by.put("/accounts/" + of.id() + "/roles", Map.of("roles", List.of(roles)));
    }

    private static boolean waits(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().path("waits").asBoolean();
    }

    private List<String> rolesOf(ConsoleUser user) {
        return jdbc.sql("select unnest(roles) from console_account where id = :id")
                .param("id", user.id())
                .query(String.class)
                .list();
    }

    private static List<String> names(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private Answer open(ConsoleUser by, @Nullable String region) {
        Map<String, Object> wish =
                new HashMap<>(Map.of("login", login, "displayName", "Wang", "roles", List.of("REVIEWER")));
        if (region != null) {
            wish.put("region", region);
        }
        return by.post("/accounts", wish);
    }

    /** @return the start password of the account, to which both agreed */
    private String opened() {
        String first = open(proposer, null).text("startPassword");
        return first + "-" + vote(second, waiting(), true, null).text("startPassword");
    }

    private Answer confine(@Nullable String region) {
        return proposer.put("/accounts/" + account() + "/region", region == null ? Map.of() : Map.of("region", region));
    }

    private static Answer vote(ConsoleUser by, UUID id, boolean approve, @Nullable String note) {
        return by.post(
                "/account-proposals/" + id + "/vote",
                note == null ? Map.of("approve", approve) : Map.of("approve", approve, "note", note));
    }

    private UUID waiting() {
        return waiting(login);
    }

    private UUID waiting(String login) {
        return UUID.fromString(wishFor(login).path("id").asString());
    }

    private JsonNode wishFor(String login) {
        return list(proposer)
                .path("proposals")
                .valueStream()
                .filter(it -> it.path("login").asString().equals(login))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode list(ConsoleUser by) {
        return by.get("/accounts").json();
    }

    /** @return the region of each account of the login */
    private List<String> listed(String login) {
        return list(proposer)
                .path("accounts")
                .valueStream()
                .filter(it -> it.path("login").asString().equals(login))
                .map(it -> it.path("region").asString(""))
                .toList();
    }

    private UUID account() {
        return jdbc.sql("select id from console_account where login = :login")
                .param("login", login)
                .query(UUID.class)
                .single();
    }

    private List<String> audited(UUID proposal) {
        return jdbc.sql("select actor || ' ' || action from audit_log where entity_id = :id order by id")
                .param("id", proposal.toString())
                .query(String.class)
                .list();
    }

    private Answer logIn(String password) {
        return api.post("/web/open/console/session", Map.of("login", login, "password", password), "X-API-Key", "");
    }

    private static void assertRefused(int status, String code, Answer answer) {
        assertThat(answer.status() + " " + answer.text("code"))
                .as(answer.response().uri() + " " + answer.response().body())
                .isEqualTo(status + " " + code);
    }
}
