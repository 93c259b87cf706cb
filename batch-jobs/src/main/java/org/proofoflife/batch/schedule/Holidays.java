package org.proofoflife.batch.schedule;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.proofoflife.storage.Refusal;
import org.proofoflife.storage.audit.AuditLog;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Days off and weekend days that are worked, as administrators keep them. A change goes to the schedule at once: every
 * scheduler of the cluster reads the calendar from the database.
 */
@Component
public class Holidays {

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Scheduler scheduler;
    private final Clock clock;

    Holidays(JdbcClient jdbc, AuditLog audit, Scheduler scheduler, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** @param worked true: a weekend day that is worked; false: a day off */
    public record Holiday(LocalDate day, String nameZh, String nameEn, boolean worked) {}

    public List<Holiday> of(int year) {
        return jdbc.sql(
                        "select day, name_zh, name_en, worked from holiday where extract(year from day) = :year order by day")
                .param("year", year)
                .query(Holiday.class)
                .list();
    }

    /** @throws Refusal INVALID_HOLIDAY without names */
    @Transactional
    public void set(Holiday holiday, String actor) {
        if (bad(holiday.nameZh()) || bad(holiday.nameEn())) {
            throw Refusal.invalid("INVALID_HOLIDAY", "A holiday has a Chinese and an English name, up to 100 letters");
        }
        jdbc.sql("""
                        insert into holiday (day, name_zh, name_en, worked) values (:day, :zh, :en, :worked)
                        on conflict (day) do update set name_zh = excluded.name_zh, name_en = excluded.name_en,
                            worked = excluded.worked""")
                .param("day", holiday.day())
                .param("zh", holiday.nameZh().strip())
                .param("en", holiday.nameEn().strip())
                .param("worked", holiday.worked())
                .update();
        changed(actor, "SET", holiday.day(), Map.of("name", holiday.nameEn().strip(), "worked", holiday.worked()));
    }

    /** @throws Refusal NO_HOLIDAY if the day is an ordinary one */
    @Transactional
    public void remove(LocalDate day, String actor) {
        if (jdbc.sql("delete from holiday where day = :day").param("day", day).update() == 0) {
            throw Refusal.notFound("NO_HOLIDAY", "No holiday is kept for " + day);
        }
        changed(actor, "REMOVE", day, Map.of());
    }

    private static boolean bad(String name) {
        return name.isBlank() || name.length() > 100;
    }

    private void changed(String actor, String action, LocalDate day, Map<String, Object> detail) {
        audit.append(AuditLog.Entry.act(actor, action, "holiday", day, detail));
        try {
            scheduler.addCalendar(
                    ScheduleConfiguration.WORKING_DAYS,
                    ScheduleConfiguration.workingDays(jdbc, clock.getZone()),
                    true,
                    true);
        } catch (SchedulerException e) {
            throw new IllegalStateException("The schedule does not take the calendar", e);
        }
    }
}
