package org.proofoflife.batch.schedule;

import java.time.Clock;
import java.time.YearMonth;
import java.util.Map;
import org.proofoflife.storage.Refusal;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Months of payment and their opening. */
@Component
public class Months {

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    Months(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Refusal INVALID_MONTH unless it is written yyyy-MM */
    public static YearMonth parse(String text) {
        try {
            return YearMonth.parse(text);
        } catch (java.time.DateTimeException e) {
            throw Refusal.invalid("INVALID_MONTH", "A month is written yyyy-MM");
        }
    }

    /** @return 1 if it was not open before */
    public long open(YearMonth month) {
        int opened = jdbc.sql("""
                        insert into pay_period (pay_month, state, opened_at) values (:month, 'OPEN', :now)
                        on conflict do nothing""")
                .param("month", month.atDay(1))
                .param("now", Columns.time(clock.instant()))
                .update();
        if (opened > 0) {
            audit.append(new AuditLog.Entry(
                    "job:openMonth", "OPEN", "pay_period", month.toString(), null, "OPEN", Map.of()));
        }
        return opened;
    }
}
