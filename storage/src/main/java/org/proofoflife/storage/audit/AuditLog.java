package org.proofoflife.storage.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The audit log. It is appended to in the caller's transaction; the database refuses to change what stands there. */
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
     * The latest lines before an id, newest first.
     *
     * @param entityId and actor empty = any
     */
    public List<Line> before(long id, String entityId, String actor, int limit) {
        // Only what is asked for: a plan that serves every question would read the whole log for each.
        return jdbc.sql("select * from audit_log where id < :before"
                        + (entityId.isEmpty() ? "" : " and entity_id = :entityId")
                        + (actor.isEmpty() ? "" : " and actor = :actor")
                        + " order by id desc limit :limit")
                .param("before", id)
                .param("entityId", entityId)
                .param("actor", actor)
                .param("limit", limit)
                .query(AuditLog::line)
                .list();
    }

    private static Line line(ResultSet row, int n) throws SQLException {
        return new Line(
                row.getLong("id"),
                Columns.instant(row, "at"),
                row.getString("actor"),
                row.getString("action"),
                row.getString("entity"),
                row.getString("entity_id"),
                row.getString("from_state"),
                row.getString("to_state"),
                row.getString("detail"));
    }

    /**
     * What stands in the log.
     *
     * @param detail JSON
     */
    public record Line(
            long id,
            Instant at,
            String actor,
            String action,
            String entity,
            String entityId,
            @Nullable String fromState,
            @Nullable String toState,
            String detail) {}

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
