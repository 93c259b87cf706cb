package org.proofoflife.storage.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofoflife.storage.testing.StorageTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@StorageTest
class AuditLogTest {

    @Autowired
    AuditLog audit;

    @Autowired
    JdbcClient jdbc;

    @Test
    void anEntryIsKeptWithItsDetail() {
        audit.append(AuditLog.Entry.act("user:u1", "LOOK", "pensioner", "p-1", Map.of("reason", "APPEAL")));
        assertThat(jdbc.sql("select actor || ' ' || action || ' ' || (detail ->> 'reason') from audit_log"
                                + " where entity_id = 'p-1'")
                        .query(String.class)
                        .single())
                .isEqualTo("user:u1 LOOK APPEAL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_log set actor = 'x'",
                "delete from audit_log",
                "truncate audit_log",
            })
    void whatIsWrittenStays(String attempt) {
        audit.append(AuditLog.Entry.act("user:u1", "LOOK", "pensioner", "p-2", Map.of()));
        assertThatThrownBy(() -> jdbc.sql(attempt).update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("append-only");
    }
}
