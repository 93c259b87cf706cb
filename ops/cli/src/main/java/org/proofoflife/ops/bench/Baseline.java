package org.proofoflife.ops.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.proofoflife.batch.reconciliation.FindingsSql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What the same work costs without this product: a bare COPY, the one bare statement. */
final class Baseline {

    private Baseline() {}

    /**
     * Copies the rows of an applied payment file once more, in the file's order, into a table like the one it went to.
     *
     * @param indexes whether the table has its indexes while it is filled, as the product's tables have
     * @return milliseconds
     */
    static long copy(Connection connection, String table, boolean indexes, Path scratch)
            throws SQLException, IOException {
        var copies = connection.unwrap(PGConnection.class).getCopyAPI();
        if (!Files.exists(scratch)) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(scratch), 1 << 20)) {
                copies.copyOut("copy (select * from " + table + " order by line_no) to stdout", out);
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table bare (like " + table + " including defaults including constraints"
                    + (indexes ? " including indexes" : "") + ")");
            long from = System.nanoTime();
            try (InputStream in = new BufferedInputStream(Files.newInputStream(scratch), 1 << 20)) {
                copies.copyIn("copy bare from stdin", in, 1 << 16);
            }
            long millis = (System.nanoTime() - from) / 1_000_000;
            statement.execute("drop table bare");
            return millis;
        }
    }

    /** The findings of all people by one statement, kept in a table of the session. @return milliseconds */
    static long statement(Connection connection, YearMonth month, String zone) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set jit = off");
            statement.execute("set work_mem = '96MB'");
        }
        DataSource single = new SingleConnectionDataSource(connection, true);
        long from = System.nanoTime();
        JdbcClient.create(single)
                .sql("create temp table bare_findings as " + FindingsSql.text())
                .param("month", month.atDay(1))
                .param("awaited", false)
                .param("zone", zone)
                .param("from", 0)
                .param("to", 255)
                .update();
        return (System.nanoTime() - from) / 1_000_000;
    }

    /** The partition that the month's payment file became. */
    static String paymentTable(Connection connection, YearMonth month) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select inhrelid::regclass::text from pg_inherits where inhparent ="
                                + " 'payment_record_" + month.toString().replace("-", "") + "'::regclass")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
