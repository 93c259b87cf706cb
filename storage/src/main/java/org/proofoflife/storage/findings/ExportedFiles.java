package org.proofoflife.storage.findings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The instruction files that went to the payment system, and its answers; a job of batch-jobs writes them. */
public class ExportedFiles {

    private final JdbcClient jdbc;

    public ExportedFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<InstructionFile> find(long number) {
        return jdbc.sql("select * from instruction_file where number = :number")
                .param("number", number)
                .query(ExportedFiles::file)
                .optional();
    }

    /** The latest first. */
    public List<InstructionFile> list(int limit) {
        return jdbc.sql("select * from instruction_file order by number desc limit :limit")
                .param("limit", limit)
                .query(ExportedFiles::file)
                .list();
    }

    private static InstructionFile file(ResultSet row, int n) throws SQLException {
        return new InstructionFile(
                row.getLong("number"),
                YearMonth.from(row.getDate("pay_month").toLocalDate()).toString(),
                row.getString("object_key"),
                HexFormat.of().formatHex(row.getBytes("sha256")),
                row.getString("key_id"),
                row.getInt("rows"),
                row.getLong("amount_fen"),
                row.getString("state"),
                Columns.instant(row, "exported_at"),
                Columns.instantOrNull(row, "acknowledged_at"));
    }
}
