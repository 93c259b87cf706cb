package org.proofoflife.batch.report;

import java.time.YearMonth;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Every finding of a month, streamed: memory does not grow with their number. */
@Component
class FindingRows {

    private static final int FETCH = 5_000;
    private final JdbcTemplate jdbc;

    FindingRows(JdbcTemplate jdbc) {
        this.jdbc = new JdbcTemplate(java.util.Objects.requireNonNull(jdbc.getDataSource()));
        this.jdbc.setFetchSize(FETCH);
    }

    /** @param ref null for a payee the roster does not know */
    record Row(
            long id,
            String kind,
            @Nullable String ref,
            @Nullable String scheme,
            @Nullable String region,
            long amountFen,
            String state,
            String detail) {}

    /** Call within a transaction: the driver fetches in portions only then. */
    void each(YearMonth month, Consumer<Row> sink) {
        jdbc.query(
                """
                select f.id, f.kind, p.ref, p.scheme, p.region, f.amount_fen, f.state, f.detail::text
                from finding f left join pensioner p on p.id = f.pensioner_id
                where f.pay_month = ? order by f.kind, f.id""",
                row -> {
                    sink.accept(new Row(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getLong(6),
                            row.getString(7),
                            row.getString(8)));
                },
                month.atDay(1));
    }
}
