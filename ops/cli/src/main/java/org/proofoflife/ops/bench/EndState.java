package org.proofoflife.ops.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a month's run leaves behind, as a digest a table: two runs over the same files with the same keys end alike when
 * these agree. Left out is what must differ: ciphertexts, the times of the runs, and numbers given by sequences.
 */
record EndState(Map<String, String> byTable) {

    private static final Map<String, String> ROWS = Map.of(
            "pensioner",
            "select id, ref, number_index, name_index, scheme, region, birth_date, benefit_status, life_status,"
                    + " benefit_fen, retired_on, bucket, died_on, benefit_ends, roster_digest,"
                    + " octet_length(number_enc), octet_length(name_enc), octet_length(phone_enc) from pensioner",
            "pensioner_benefit",
            "select * from pensioner_benefit",
            "certificate",
            "select id, pensioner_id, source, certified_on, valid_from, valid_until, source_ref, issued_at, bucket,"
                    + " revoked_at from certificate",
            "life_evidence",
            "select pensioner_id, bucket, kind, strength, observed_on, source_ref, received_at from life_evidence",
            "payment_record",
            "select pay_month, bucket, payee_index, amount_fen, kind, line_no, payment_no from payment_record",
            "finding",
            "select pay_month, kind, subject, pensioner_id, bucket, amount_fen, state, detail from finding",
            "finding_history",
            "select f.kind, f.subject, h.actor, h.from_state, h.to_state, h.amount_fen, h.reason"
                    + " from finding_history h join finding f on f.id = h.finding_id",
            "import_run",
            "select kind, layout, file_name, file_sha256, state, refusal, rows_read, rows_accepted, rows_rejected,"
                    + " amount_fen, bytes_read, lines_read from import_run",
            "pay_period",
            "select pay_month, state from pay_period");

    static EndState of(Connection connection) throws SQLException {
        Map<String, String> byTable = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> table : ROWS.entrySet()) {
                try (ResultSet row = statement.executeQuery(
                        "select count(*), coalesce(sum(hashtextextended(r::text, 1)::numeric), 0)" + " from ("
                                + table.getValue() + ") r")) {
                    row.next();
                    byTable.put(table.getKey(), row.getLong(1) + " rows, " + row.getString(2));
                }
            }
        }
        return new EndState(byTable);
    }

    /** Tables that another run left in another state. */
    List<String> differences(EndState other) {
        return byTable.keySet().stream()
                .filter(table ->
                        !Objects.equals(byTable.get(table), other.byTable().get(table)))
                .sorted()
                .toList();
    }
}
