package org.proofoflife.storage.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proofoflife.storage.Refusal;
import org.proofoflife.storage.testing.Doubts;
import org.proofoflife.storage.testing.People;
import org.proofoflife.storage.testing.StorageTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@StorageTest
class FindingsTest {

    private static final YearMonth MONTH = YearMonth.of(2025, 7);

    @Autowired
    Findings findings;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    private UUID person;
    private long twice;
    private long dead;

    @BeforeEach
    void twoFindings() {
        jdbc.sql("delete from proposal where pay_month = :m")
                .param("m", MONTH.atDay(1))
                .update();
        jdbc.sql("delete from finding where pay_month = :m")
                .param("m", MONTH.atDay(1))
                .update();
        person = people.registered();
        Doubts doubts = new Doubts(jdbc);
        twice = doubts.found(FindingKind.DUPLICATE_PAYMENT, MONTH, person, 350_000);
        dead = doubts.found(FindingKind.PAID_AFTER_DEATH, MONTH, people.registered(), 410_000);
    }

    @Test
    void everyPartOfTheFilterCounts() {
        FindingFilter all = FindingFilter.of(MONTH);
        assertThat(ids(all)).containsExactly(twice, dead);
        assertThat(ids(all.withKind(FindingKind.PAID_AFTER_DEATH))).containsExactly(dead);
        assertThat(ids(all.withState(FindingState.CLOSED))).isEmpty();
        assertThat(ids(new FindingFilter(MONTH, null, null, "ENTERPRISE", "4401", 350_001L, 410_000L)))
                .containsExactly(dead);
        assertThat(ids(new FindingFilter(MONTH, null, null, "RESIDENT", null, null, null)))
                .isEmpty();
        assertThat(ids(new FindingFilter(MONTH, null, null, null, "4402", null, null)))
                .isEmpty();
        assertThat(findings.list(all, twice, 10)).extracting(Finding::id).containsExactly(dead);
    }

    @Test
    void totalsAndExportAgreeWithTheList() {
        assertThat(findings.totals(FindingFilter.of(MONTH)))
                .containsExactly(
                        new Finding.Total(FindingKind.DUPLICATE_PAYMENT, 1, 350_000),
                        new Finding.Total(FindingKind.PAID_AFTER_DEATH, 1, 410_000));
        List<Finding> read = new ArrayList<>();
        findings.each(FindingFilter.of(MONTH), read::add);
        assertThat(read).isEqualTo(findings.list(FindingFilter.of(MONTH), 0, 10));
        assertThat(findings.months()).contains(MONTH).doesNotHaveDuplicates();
        assertThat(findings.ofPensioner(person)).extracting(Finding::id).containsExactly(twice);
    }

    @Test
    void aPersonConfirmsAnOpenFindingOnce() {
        findings.confirm(dead, "user:wang", "户籍已注销");

        assertThat(findings.find(dead)).map(Finding::state).contains(FindingState.CONFIRMED);
        assertThat(findings.history(dead)).last().satisfies(event -> {
            assertThat(event.actor()).isEqualTo("user:wang");
            assertThat(event.from()).isEqualTo(FindingState.OPEN);
            assertThat(event.reason()).isEqualTo("户籍已注销");
        });
        assertThatThrownBy(() -> findings.confirm(dead, "user:li", ""))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("NOT_OPEN"));
    }

    private List<Long> ids(FindingFilter filter) {
        return findings.list(filter, 0, 10).stream().map(Finding::id).toList();
    }
}
