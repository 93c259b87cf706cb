package org.proofoflife.batch.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TimeZone;
import org.quartz.impl.calendar.BaseCalendar;

/** Quartz calendar of the bureau: weekends and public holidays are off, weekend days declared worked are not. */
public class WorkingDays extends BaseCalendar {

    private static final long serialVersionUID = 1L;

    private final HashSet<LocalDate> off;
    private final HashSet<LocalDate> worked;

    public WorkingDays(ZoneId zone, Collection<LocalDate> off, Collection<LocalDate> worked) {
        super(TimeZone.getTimeZone(zone));
        this.off = new HashSet<>(off);
        this.worked = new HashSet<>(worked);
    }

    public boolean includes(LocalDate day) {
        boolean weekend = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY).contains(day.getDayOfWeek());
        return worked.contains(day) || (!weekend && !off.contains(day));
    }

    @Override
    public boolean isTimeIncluded(long millis) {
        return includes(day(millis));
    }

    @Override
    public long getNextIncludedTime(long millis) {
        LocalDate day = day(millis);
        if (includes(day)) {
            return millis;
        }
        while (!includes(day)) {
            day = day.plusDays(1);
        }
        return day.atStartOfDay(zone()).toInstant().toEpochMilli();
    }

    private LocalDate day(long millis) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone());
    }

    private ZoneId zone() {
        return getTimeZone().toZoneId();
    }

    @Override
    public Object clone() {
        return new WorkingDays(zone(), off, worked);
    }
}
