package org.proofoflife.storage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proofoflife.storage.Refusal;
import org.proofoflife.storage.roster.Schemes;
import org.proofoflife.storage.testing.SettableClock;
import org.proofoflife.storage.testing.StorageTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@StorageTest
class RuleChangesTest {

    private static final String SCHEME = "RESIDENT";

    @Autowired
    RuleChanges changes;

    @Autowired
    Schemes schemes;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SettableClock clock;

    private YearMonth next;

    @BeforeEach
    void nextMonth() {
        next = YearMonth.now(clock).plusMonths(1);
    }

    @AfterEach
    void asTheyWere() {
        jdbc.sql("truncate scheme_rule_change").update();
        jdbc.sql("delete from scheme_rule where decided_by like 'user:%'").update();
    }

    @Test
    void twoPeopleChangeTheRulesOfMonthsToComeAndNoOthers() {
        UUID change = changes.propose(rule(next, 6, "60,30,7"), "人社发〔2026〕1号", "user:wang");
        assertThat(schemes.periodMonths(SCHEME, next.atDay(1))).isEqualTo(12);
        refused("OWN_PROPOSAL", () -> changes.vote(change, "user:wang", true, ""));
        refused("RULE_PROPOSED", () -> changes.propose(rule(next, 7, "60"), "again", "user:zhao"));

        assertThat(changes.vote(change, "user:li", true, "").state()).isEqualTo(RuleChange.State.APPROVED);

        assertThat(schemes.periodMonths(SCHEME, next.atDay(1).minusDays(1))).isEqualTo(12);
        assertThat(schemes.periodMonths(SCHEME, next.atDay(1))).isEqualTo(6);
        refused("NOT_OPEN", () -> changes.vote(change, "user:zhao", true, ""));
        assertThat(jdbc.sql("select actor || ' ' || action || ' ' || to_state || ' ' || (detail ->> 'periodMonths')"
                                + " from audit_log where entity = 'scheme_rule_change' and entity_id = :id order by id")
                        .param("id", change.toString())
                        .query(String.class)
                        .list())
                .containsExactly("user:wang PROPOSE PROPOSED 6", "user:li APPROVE APPROVED 6");
    }

    @Test
    void anApprovedChangeGivesWayToAnotherUntilItsMonthBegins() {
        // Also by the clock of the database.
        YearMonth later = next.plusYears(50);
        UUID first = changes.propose(rule(later, 6, "60"), "a decree", "user:wang");
        changes.vote(first, "user:li", true, "");
        UUID second = changes.propose(rule(later, 9, "60"), "6 was a slip", "user:li");
        changes.vote(second, "user:wang", true, "");

        assertThat(schemes.periodMonths(SCHEME, later.atDay(1))).isEqualTo(9);
        assertThat(changes.changes()).extracting(it -> it.rule().periodMonths()).containsExactlyInAnyOrder(6, 9);
    }

    @Test
    void anApprovalThatComesTooLateChangesNothing() {
        UUID change = changes.propose(rule(next, 6, "60"), "a decree", "user:wang");
        var now = clock.instant();
        try {
            clock.set(next.atDay(1).atStartOfDay(ZoneId.of("Asia/Shanghai")).toInstant());
            refused("MONTH_BEGUN", () -> changes.vote(change, "user:li", true, ""));
            refused("NOTE_MISSING", () -> changes.vote(change, "user:li", false, " "));
            assertThat(changes.vote(change, "user:li", false, "too late").state())
                    .isEqualTo(RuleChange.State.REJECTED);
        } finally {
            clock.set(now);
        }
        assertThat(schemes.periodMonths(SCHEME, next.atDay(1))).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "INVALID_PERIOD; 1; 0; 0; 12; 60",
                "INVALID_PERIOD; 1; 61; 0; 12; 60",
                "INVALID_GRACE; 1; 12; -1; 12; 60",
                "INVALID_GRACE; 1; 12; 13; 12; 60",
                "INVALID_HIGH_RISK; 1; 12; 0; 0; 60",
                "INVALID_HIGH_RISK; 1; 12; 0; 61; 60",
                "INVALID_NOTICE_DAYS; 1; 12; 0; 12; 366",
                "INVALID_NOTICE_DAYS; 1; 12; 0; 12; 0",
                "INVALID_NOTICE_DAYS; 1; 12; 0; 12; 7,30",
                "INVALID_NOTICE_DAYS; 1; 12; 0; 12; 30,30",
                "MONTH_BEGUN; 0; 12; 0; 12; 60"
            })
    void badValuesAreRefusedByTheRequestAndByTheDatabase(
            String code, int monthsAhead, int period, int grace, int highRisk, String notices) {
        YearMonth month = next.plusMonths(monthsAhead - 1L);
        RuleVersion rule = new RuleVersion(SCHEME, month.toString(), period, grace, highRisk, days(notices));

        refused(code, () -> changes.propose(rule, "a decree", "user:wang"));

        if (!code.equals("MONTH_BEGUN")) {
            assertThatThrownBy(() -> insert(
                            rule,
                            "scheme_rule_change",
                            "reason, state, proposed_by, proposed_at",
                            "'r', 'PROPOSED', 'user:x', now()",
                            true))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("violates check constraint");
            assertThatThrownBy(() -> insert(rule, "scheme_rule", "decided_by", "'user:x'", false))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("violates check constraint");
        }
    }

    @Test
    void theDatabaseKeepsWhatWasDecidedAndWhatIsInForce() {
        refused(
                "UNKNOWN_SCHEME",
                () -> changes.propose(
                        new RuleVersion("NONE", next.toString(), 12, 0, 12, List.of(60)), "a decree", "user:wang"));
        refused("INVALID_REASON", () -> changes.propose(rule(next, 6, "60"), " ", "user:wang"));
        UUID change = changes.propose(rule(next, 6, "60"), "a decree", "user:wang");
        assertThatThrownBy(() -> jdbc.sql("update scheme_rule_change set state = 'APPROVED', decided_by = proposed_by,"
                                + " decided_at = now()")
                        .update())
                .isInstanceOf(DataAccessException.class);
        changes.vote(change, "user:li", true, "");

        assertThatThrownBy(() -> jdbc.sql("update scheme_rule_change set period_months = 7")
                        .update())
                .hasMessageContaining("stands");
        assertThatThrownBy(() -> jdbc.sql("delete from scheme_rule_change").update())
                .hasMessageContaining("stands");
        assertThatThrownBy(
                        () -> jdbc.sql("update scheme_rule set period_months = 7 where effective_from = '2011-01-01'")
                                .update())
                .hasMessageContaining("in force");
    }

    private void insert(RuleVersion rule, String table, String columns, String values, boolean withId) {
        jdbc.sql("insert into " + table + " (" + (withId ? "id, " : "") + "scheme, effective_from, period_months,"
                        + " grace_months, high_risk_months, notice_days, " + columns + ") values ("
                        + (withId ? "gen_random_uuid(), " : "")
                        + ":scheme, :from, :period, :grace, :highRisk, :notices, "
                        + values + ")")
                .param("scheme", rule.scheme())
                .param("from", rule.month().atDay(1))
                .param("period", rule.periodMonths())
                .param("grace", rule.graceMonths())
                .param("highRisk", rule.highRiskMonths())
                .param("notices", rule.noticeDays().toArray(Integer[]::new))
                .update();
    }

    private static RuleVersion rule(YearMonth from, int period, String notices) {
        return new RuleVersion(SCHEME, from.toString(), period, 0, 12, days(notices));
    }

    private static List<Integer> days(String text) {
        return List.of(text.split(",")).stream().map(Integer::valueOf).toList();
    }

    private static void refused(String code, Runnable act) {
        assertThatThrownBy(act::run).isInstanceOfSatisfying(Refusal.class, it -> assertThat(it.code())
                .isEqualTo(code));
    }
}
