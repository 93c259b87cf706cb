package org.proofoflife.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.DOUBLE;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofoflife.storage.findings.FindingKind;

/** A hundred thousand people, and a few thousand with a process that is killed: what was planted is found, exactly. */
class ReconciliationBenchTest {

    @TempDir
    Path folder;

    @Test
    void aHundredThousandPeople() throws Exception {
        Map<String, Object> figures = ReconciliationBench.measure(100_000, 0, 1, folder);
        System.out.println(figures);
        assertExact(figures);
        assertThat(figures).extractingByKey("heapPeakMegabytes", LONG).isLessThanOrEqualTo(512);
        // Loose on purpose: a hundred thousand rows take a second, and other work may run on the machine. The goals
        // of 0.6 and 1.5 are measured at two million and more.
        assertThat(figures).extractingByKey("importToCopyRatio", DOUBLE).isGreaterThan(0.05);
        assertThat(figures).extractingByKey("reconcileToStatementRatio", DOUBLE).isLessThan(15);
    }

    @Test
    void killedAtRandomPoints() throws Exception {
        Map<String, Object> figures = ReconciliationBench.measure(150_000, 3, 20_261, folder);
        System.out.println(figures);
        assertExact(figures);
        assertThat(figures).extractingByKey("killedAtWork").isEqualTo(3);
        assertThat(figures).extractingByKey("slabsOrPartitionsDoneTwice", LONG).isZero();
    }

    @SuppressWarnings("unchecked")
    private static void assertExact(Map<String, Object> figures) {
        assertThat(figures)
                .containsEntry("missed", 0L)
                .containsEntry("extra", 0L)
                .containsEntry("exact", true);
        assertThat((Map<String, Long>) figures.get("findings"))
                .containsOnlyKeys(
                        Arrays.stream(FindingKind.values()).map(Enum::name).toArray(String[]::new));
    }
}
