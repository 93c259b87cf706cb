package org.proofoflife.batch.period;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticesTest {

    private static final SchemeRule RULE = new SchemeRule("A", YearMonth.of(2011, 1), 12, 0, 12, List.of(7, 60, 30));

    @ParameterizedTest
    @CsvSource({
        "2024-02-29, 2023-12-30, -1",
        "2024-02-29, 2023-12-31, 60",
        "2024-02-29, 2024-01-29, 60",
        "2024-02-29, 2024-01-30, 30",
        "2024-02-29, 2024-02-21, 30",
        "2024-02-29, 2024-02-22, 7",
        "2024-02-29, 2024-02-29, 7",
        "2024-02-29, 2024-03-01, -1",
        "2025-02-28, 2024-12-29, -1",
        "2025-02-28, 2024-12-30, 60",
    })
    void theShortestTermReachedIsDue(LocalDate until, LocalDate day, int expected) {
        assertThat(Notices.due(RULE, until, day))
                .isEqualTo(expected < 0 ? OptionalInt.empty() : OptionalInt.of(expected));
    }
}
