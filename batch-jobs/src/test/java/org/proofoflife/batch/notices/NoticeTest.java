package org.proofoflife.batch.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class NoticeTest {

    @Test
    void itSaysUntilWhenAndNotAboutWhom() {
        Notice notice = new Notice("P1", LocalDate.of(2026, 12, 31), 30);

        assertThat(notice.text()).contains("2026-12-31").doesNotContain("P1");
    }
}
