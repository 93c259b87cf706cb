package org.proofoflife.batch.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingDaysTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private final WorkingDays days = new WorkingDays(
            ZONE, List.of(LocalDate.of(2026, 2, 16), LocalDate.of(2026, 2, 17)), List.of(LocalDate.of(2026, 2, 14)));

    @ParameterizedTest
    @CsvSource({
        "2026-02-13T09:00, 2026-02-13T09:00",
        "2026-02-14T09:00, 2026-02-14T09:00",
        "2026-02-15T09:00, 2026-02-18T00:00",
        "2026-02-16T23:59, 2026-02-18T00:00",
        "2026-02-21T00:00, 2026-02-23T00:00",
    })
    void theNextIncludedTimeIsOnAWorkingDay(String time, String next) {
        long millis = millis(time);

        assertThat(days.getNextIncludedTime(millis)).isEqualTo(millis(next));
        assertThat(days.isTimeIncluded(millis)).isEqualTo(time.equals(next));
    }

    private static long millis(String local) {
        return ZonedDateTime.of(java.time.LocalDateTime.parse(local), ZONE)
                .toInstant()
                .toEpochMilli();
    }
}
