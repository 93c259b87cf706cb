package org.proofoflife.storage.audit;

import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Appends to the audit log, in the caller's transaction. The database refuses to change what stands there. */
public class AuditLog {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    public AuditLog(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** @param entry without personal data */
    public void append(Entry entry) {
        jdbc.sql("""
                        insert into audit_log (at, actor, action, entity, entity_id, from_state, to_state, detail)
                        values (:at, :actor, :action, :entity, :entityId, :fromState, :toState, :detail::jsonb)""")
                .param("at", Columns.time(clock.instant()))
                .param("actor", entry.actor())
                .param("action", entry.action())
                .param("entity", entry.entity())
                .param("entityId", entry.entityId())
                .param("fromState", entry.fromState())
                .param("toState", entry.toState())
                .param("detail", json.writeValueAsString(entry.detail()))
                .update();
    }

    /**
     * @param actor {@code channel:ID}, {@code worker:ID}, {@code job:NAME} or {@code user:ID}
     * @param action verb, upper case
     * @param entity table name
     */
    public record Entry(
            String actor,
            String action,
            String entity,
            String entityId,
            @Nullable String fromState,
            @Nullable String toState,
            Map<String, Object> detail) {

        /** An act that changes no state. */
        public static Entry act(String actor, String action, String entity, Object id, Map<String, Object> detail) {
            return new Entry(actor, action, entity, id.toString(), null, null, detail);
        }
    }
}
