package org.proofoflife.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.DOUBLE;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofoflife.storage.findings.FindingKind;

/** A hundred thousand people, once undisturbed and once killed on the way: what was planted is found, exactly. */
class ReconciliationBenchTest {

    /** Found before a month is paid, or where somebody was suspended. */
    private static final Set<FindingKind> ELSEWHERE = Set.of(FindingKind.OVERDUE, FindingKind.RESUMPTION_DUE);

    @TempDir
    Path folder;

    @Test
    void aHundredThousandPeople() throws Exception {
        Map<String, Object> figures = ReconciliationBench.measure(100_000, 3, 20_261, folder);
        System.out.println(figures);
        assertThat(figures)
                .containsEntry("missed", 0L)
                .containsEntry("extra", 0L)
                .containsEntry("exact", true);
        assertThat(figures)
                .extractingByKey("findings", MAP)
                .containsOnlyKeys(Arrays.stream(FindingKind.values())
                        .filter(kind -> !ELSEWHERE.contains(kind))
                        .map(Enum::name)
                        .toArray(Object[]::new));
        assertThat(figures).extractingByKey("heapPeakMegabytes", LONG).isLessThanOrEqualTo(512);
        // Loose on purpose: a hundred thousand rows take a second, and other work may run on the machine. The goals
        // of 0.6 and 1.5 are measured at two million and more.
        assertThat(figures).extractingByKey("importToCopyRatio", DOUBLE).isGreaterThan(0.05);
        assertThat(figures).extractingByKey("reconcileToStatementRatio", DOUBLE).isLessThan(15);

        assertThat(figures)
                .containsEntry("killedAtWork", 3)
                .containsEntry("committedTwice", 0L)
                .containsEntry("differsFromUndisturbed", List.of());
        assertThat(figures)
                .extractingByKey("begunAgainPerKill", list(Long.class))
                .hasSize(3)
                .allMatch(again -> again <= 1);
    }
}
