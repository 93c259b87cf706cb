package org.proofoflife.storage.certification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Decisions of workers: one a certification, never changed; a reviewer's word is kept elsewhere. */
public class Decisions {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    public Decisions(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    public Optional<DecisionRecord> find(UUID certificationId) {
        return jdbc.sql("select * from decision where certification_id = :id")
                .param("id", certificationId)
                .query(this::decision)
                .optional();
    }

    /** Whether the worker found the face to be the enrolled one: neither in doubt nor unmeasured. */
    public boolean isFaceMatched(UUID certificationId) {
        return jdbc.sql("""
                        select exists (select from decision where certification_id = :id
                            and axes @> '[{"axis": "MATCH", "band": "PASS"}]')""").param("id", certificationId).query(Boolean.class).single();
    }

    void record(Claim claim, Decision decision) {
        jdbc.sql("""
                        insert into decision (certification_id, outcome, reason_codes, policy_version, models, axes,
                            evidence_key, clip_sha256, worker, attempt, elapsed_ms, decided_at)
                        values (:id, :outcome, :reasons, :policy, :models::jsonb, :axes::jsonb, :evidence, :sha256,
                            :worker, :attempt, :elapsed, :now)""")
                .param("id", claim.certificationId())
                .param("outcome", decision.outcome().name())
                .param("reasons", Columns.names(decision.reasonCodes()))
                .param("policy", decision.policyVersion())
                .param("models", json.writeValueAsString(decision.models()))
                .param("axes", decision.axesJson())
                .param("evidence", decision.evidenceKey())
                .param("sha256", decision.clipSha256())
                .param("worker", claim.worker())
                .param("attempt", claim.attempt())
                .param("elapsed", decision.elapsedMillis())
                .param("now", Columns.time(clock.instant()))
                .update();
    }

    private DecisionRecord decision(ResultSet row, int n) throws SQLException {
        return new DecisionRecord(
                Columns.uuid(row, "certification_id"),
                new Decision(
                        OutcomeCode.valueOf(row.getString("outcome")),
                        Columns.list(row, "reason_codes", OutcomeCode::valueOf),
                        row.getString("policy_version"),
                        json.readValue(row.getString("models"), new TypeReference<>() {}),
                        row.getString("axes"),
                        row.getString("evidence_key"),
                        row.getBytes("clip_sha256"),
                        row.getLong("elapsed_ms")),
                row.getString("worker"),
                row.getInt("attempt"),
                Columns.instant(row, "decided_at"));
    }
}
