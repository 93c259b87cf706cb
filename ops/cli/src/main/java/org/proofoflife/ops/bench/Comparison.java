package org.proofoflife.ops.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.postgresql.PGConnection;

/**
 * Findings against planted discrepancies: kind, subject and amount must agree.
 *
 * @param byKind findings by kind
 * @param missed planted and not found, or found with another amount
 * @param extra found and not planted
 */
record Comparison(Map<String, Long> byKind, long planted, long missed, long extra) {

    boolean exact() {
        return missed == 0 && extra == 0;
    }

    static Comparison of(Connection connection, Path planted) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temp table planted (kind text, subject text, amount_fen bigint)");
            try (InputStream in = Files.newInputStream(planted)) {
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy planted from stdin", in);
            }
            String found = "select kind, subject, amount_fen from finding where state <> 'CLOSED'";
            Comparison result = new Comparison(
                    kinds(statement),
                    number(statement, "select count(*) from planted"),
                    number(statement, "select count(*) from (select * from planted except " + found + ") m"),
                    number(statement, "select count(*) from (" + found + " except select * from planted) e"));
            statement.execute("drop table planted");
            return result;
        }
    }

    private static Map<String, Long> kinds(Statement statement) throws SQLException {
        Map<String, Long> kinds = new TreeMap<>();
        try (ResultSet rows =
                statement.executeQuery("select kind, count(*) from finding where state <> 'CLOSED' group by kind")) {
            while (rows.next()) {
                kinds.put(rows.getString(1), rows.getLong(2));
            }
        }
        return kinds;
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
