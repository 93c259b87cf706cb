package org.proofoflife.batch.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NoticeTest {

    @Test
    void itSaysUntilWhenAndNotAboutWhom() {
        assertThat(text(Notice.Kind.DUE, 30)).contains("2026-12-31");
        assertThat(text(Notice.Kind.CERTIFIED, null)).contains("2026-12-31");
        assertThat(text(Notice.Kind.SUSPENDED, null)).contains("2026-12 起暂停");
        assertThat(text(Notice.Kind.RESUMED, null)).contains("2026-12 起恢复");
        for (Notice.Kind kind : Notice.Kind.values()) {
            assertThat(text(kind, null)).doesNotContain("P1");
        }
    }

    private static String text(Notice.Kind kind, @Nullable Integer daysBefore) {
        return new Notice(new UUID(0, 1), kind, "P1", LocalDate.of(2026, 12, 31), daysBefore).text();
    }
}
