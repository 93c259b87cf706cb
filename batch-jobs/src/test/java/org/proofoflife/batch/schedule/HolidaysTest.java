package org.proofoflife.batch.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.proofoflife.batch.testing.Api;
import org.proofoflife.batch.testing.BatchTest;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@BatchTest
class HolidaysTest {

    private static final String NAMES = "{\"nameZh\":\"调休\",\"nameEn\":\"day in lieu\",\"worked\":false}";

    @LocalServerPort
    int port;

    @Autowired
    Scheduler scheduler;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aDayThatIsSetOffIsLeftOutByTheScheduleAtOnce() throws SchedulerException {
        Api admin = new Api(port, "admin");
        // The very day at which the notices are due next.
        LocalDate day = nextNotices();

        assertThat(admin.put("/holidays/" + day, NAMES).status()).isEqualTo(204);

        assertThat(nextNotices()).isAfter(day);
        assertThat(admin.get("/holidays?year=" + day.getYear()).body().findValuesAsString("day"))
                .contains(day.toString());

        assertThat(admin.put("/holidays/" + day, NAMES.replace("false", "true")).status())
                .isEqualTo(204);
        assertThat(admin.delete("/holidays/" + day).status()).isEqualTo(204);
        assertThat(admin.delete("/holidays/" + day).code()).isEqualTo("NO_HOLIDAY");
        assertThat(jdbc.sql("select action from audit_log where entity = 'holiday' and entity_id = :day"
                                + " and actor = 'user:admin' order by id")
                        .param("day", day.toString())
                        .query(String.class)
                        .list())
                .containsExactly("SET", "SET", "REMOVE");
    }

    @Test
    void onlyAnAdministratorChangesTheCalendarAndOnlyToSomethingSound() {
        assertThat(new Api(port, "operator").put("/holidays/2031-01-01", NAMES).status())
                .isEqualTo(403);
        assertThat(new Api(port, "auditor").get("/holidays?year=2026").body()).isNotEmpty();
        Api admin = new Api(port, "admin");
        assertThat(admin.put("/holidays/2031-13-01", NAMES).code()).isEqualTo("INVALID_DAY");
        assertThat(admin.put("/holidays/2031-01-01", "{\"nameZh\":\"\",\"nameEn\":\"x\"}")
                        .code())
                .isEqualTo("INVALID_HOLIDAY");
    }

    private LocalDate nextNotices() throws SchedulerException {
        return LocalDate.ofInstant(
                scheduler
                        .getTrigger(TriggerKey.triggerKey("dueNotices"))
                        .getNextFireTime()
                        .toInstant(),
                ZoneId.systemDefault());
    }
}
