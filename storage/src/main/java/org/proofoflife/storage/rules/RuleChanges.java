package org.proofoflife.storage.rules;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.proofoflife.storage.FourEyes;
import org.proofoflife.storage.Refusal;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rules of all schemes and their changes by two people. A month that has begun keeps its rules; the database holds the
 * same by constraints and triggers, whatever program writes.
 */
public class RuleChanges {

    private static final int LONGEST_REASON = 500;
    private static final String ENTITY = "scheme_rule_change";

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    public RuleChanges(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** Every version of every scheme, past and to come, the latest first. */
    public List<RuleVersion> rules() {
        return jdbc.sql("select * from scheme_rule order by scheme, effective_from desc")
                .query((row, n) -> rule(row))
                .list();
    }

    /** What was proposed, the latest first. */
    public List<RuleChange> changes() {
        return jdbc.sql("select * from scheme_rule_change order by proposed_at desc, id")
                .query(RuleChanges::change)
                .list();
    }

    /** @throws Refusal UNKNOWN_RULE_CHANGE */
    public RuleChange get(UUID id) {
        return jdbc.sql("select * from scheme_rule_change where id = :id")
                .param("id", id)
                .query(RuleChanges::change)
                .optional()
                .orElseThrow(RuleChanges::unknown);
    }

    /**
     * @param rule whose month has not begun; it takes the place of one that was approved for the same month
     * @param person {@code user:ID}
     * @throws Refusal UNKNOWN_SCHEME, INVALID_MONTH, INVALID_PERIOD, INVALID_GRACE, INVALID_HIGH_RISK, INVALID_NOTICE_DAYS, INVALID_REASON,
     *     MONTH_BEGUN, RULE_PROPOSED
     */
    @Transactional
    public UUID propose(RuleVersion rule, String reason, String person) {
        rule.check();
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Refusal.invalid(
                    "INVALID_REASON", "A change of the rules says what it rests on, in 500 characters at most");
        }
        if (!toCome(rule)) {
            throw begun();
        }
        if (jdbc.sql("select 1 from scheme where code = :scheme")
                .param("scheme", rule.scheme())
                .query(Integer.class)
                .optional()
                .isEmpty()) {
            throw Refusal.notFound("UNKNOWN_SCHEME", "There is no such scheme");
        }
        UUID id = UUID.randomUUID();
        try {
            jdbc.sql("""
                            insert into scheme_rule_change (id, scheme, effective_from, period_months, grace_months,
                                high_risk_months, notice_days, reason, state, proposed_by, proposed_at)
                            values (:id, :scheme, :from, :period, :grace, :highRisk, :notices, :reason, 'PROPOSED', :person,
                                :now)""")
                    .param("id", id)
                    .param("scheme", rule.scheme())
                    .param("from", rule.month().atDay(1))
                    .param("period", rule.periodMonths())
                    .param("grace", rule.graceMonths())
                    .param("highRisk", rule.highRiskMonths())
                    .param("notices", rule.noticeDays().toArray(Integer[]::new))
                    .param("reason", reason.strip())
                    .param("person", person)
                    .param("now", Columns.time(clock.instant()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw Refusal.conflict("RULE_PROPOSED", "A change of this scheme for this month is open");
        }
        audit.append(new AuditLog.Entry(
                person, "PROPOSE", ENTITY, id.toString(), null, RuleChange.State.PROPOSED.name(), said(rule, reason)));
        return id;
    }

    /**
     * One other person approves or rejects; approved, the rule holds from its month on.
     *
     * @param person {@code user:ID}
     * @throws Refusal UNKNOWN_RULE_CHANGE, NOT_OPEN, OWN_PROPOSAL, NOTE_MISSING for a refusal, MONTH_BEGUN for an approval that
     *     comes too late
     */
    @Transactional
    public RuleChange vote(UUID id, String person, boolean approve, String note) {
        FourEyes.requireReason(approve, note);
        RuleChange change = jdbc.sql("select * from scheme_rule_change where id = :id for update")
                .param("id", id)
                .query(RuleChanges::change)
                .optional()
                .orElseThrow(RuleChanges::unknown);
        if (change.state() != RuleChange.State.PROPOSED) {
            throw Refusal.conflict("NOT_OPEN", "The change is " + change.state());
        }
        FourEyes.requireAnother(change.proposedBy(), person);
        if (approve && !toCome(change.rule())) {
            throw begun();
        }
        RuleChange.State state = approve ? RuleChange.State.APPROVED : RuleChange.State.REJECTED;
        jdbc.sql("""
                        update scheme_rule_change set state = :state, decided_by = :person, decided_at = :now, note = :note
                        where id = :id""")
                .param("id", id)
                .param("state", state.name())
                .param("person", person)
                .param("note", note.strip())
                .param("now", Columns.time(clock.instant()))
                .update();
        if (approve) {
            enact(id);
        }
        audit.append(new AuditLog.Entry(
                person,
                approve ? "APPROVE" : "REJECT",
                ENTITY,
                id.toString(),
                RuleChange.State.PROPOSED.name(),
                state.name(),
                said(change.rule(), note)));
        return get(id);
    }

    private void enact(UUID id) {
        jdbc.sql("""
                        insert into scheme_rule (scheme, effective_from, period_months, grace_months, high_risk_months,
                            notice_days, decided_by)
                        select scheme, effective_from, period_months, grace_months, high_risk_months, notice_days, decided_by
                        from scheme_rule_change where id = :id
                        on conflict (scheme, effective_from) do update set period_months = excluded.period_months,
                            grace_months = excluded.grace_months, high_risk_months = excluded.high_risk_months,
                            notice_days = excluded.notice_days, decided_by = excluded.decided_by""").param("id", id).update();
    }

    private boolean toCome(RuleVersion rule) {
        return rule.month().isAfter(YearMonth.now(clock));
    }

    private static Map<String, Object> said(RuleVersion rule, String note) {
        return Map.of(
                "scheme", rule.scheme(),
                "fromMonth", rule.effectiveFrom(),
                "periodMonths", rule.periodMonths(),
                "graceMonths", rule.graceMonths(),
                "highRiskMonths", rule.highRiskMonths(),
                "noticeDays", rule.noticeDays(),
                "note", note);
    }

    private static Refusal begun() {
        return Refusal.conflict("MONTH_BEGUN", "Rules change from the next month on at the earliest");
    }

    private static Refusal unknown() {
        return Refusal.notFound("UNKNOWN_RULE_CHANGE", "There is no such change");
    }

    private static RuleVersion rule(ResultSet row) throws SQLException {
        return new RuleVersion(
                row.getString("scheme"),
                YearMonth.from(row.getObject("effective_from", LocalDate.class)).toString(),
                row.getInt("period_months"),
                row.getInt("grace_months"),
                row.getInt("high_risk_months"),
                Arrays.asList((Integer[]) row.getArray("notice_days").getArray()));
    }

    private static RuleChange change(ResultSet row, int n) throws SQLException {
        return new RuleChange(
                Columns.uuid(row, "id"),
                rule(row),
                row.getString("reason"),
                RuleChange.State.valueOf(row.getString("state")),
                row.getString("proposed_by"),
                Columns.instant(row, "proposed_at"),
                row.getString("decided_by"),
                Columns.instantOrNull(row, "decided_at"),
                row.getString("note"));
    }
}
