package org.proofoflife.batch.period;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PeriodCasesTest {

    static List<CaseTable.Case> cases() {
        return CaseTable.read();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithTheTable(CaseTable.Case example) {
        Standing standing = new PeriodEngine(CaseTable.RULES)
                .standing(example.person(), example.expected().month());

        assertThat(standing).isEqualTo(example.expected());
    }

    @Test
    void theTableIsReadWhole() {
        assertThat(cases()).hasSize(97).doesNotHaveDuplicates();
        assertThat(cases().stream().map(c -> c.expected().state()))
                .as("every state is shown")
                .contains(Standing.State.values());
    }
}
