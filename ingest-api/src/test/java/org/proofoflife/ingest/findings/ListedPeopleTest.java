package org.proofoflife.ingest.findings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What leaves in lists and files. */
class ListedPeopleTest {

    @ParameterizedTest
    @CsvSource({"44010619400515002X,**************002X", "HKG012345678,********5678", "A1234567,********", "7,*"})
    void aNumberShowsItsLastFourCharactersIfThatLeavesEnoughHidden(String number, String shown) {
        assertThat(MaskedPeople.number(number)).isEqualTo(shown);
    }

    @Test
    void aCellIsQuotedWhereItMustBeAndNeverAFormula() {
        assertThat(FindingsCsv.cell(null)).isEmpty();
        assertThat(FindingsCsv.cell("P1 2026-03")).isEqualTo("P1 2026-03");
        assertThat(FindingsCsv.cell("{\"paidFen\": 1, \"x\": 2}")).isEqualTo("\"{\"\"paidFen\"\": 1, \"\"x\"\": 2}\"");
        assertThat(FindingsCsv.cell("=HYPERLINK(\"x\")")).isEqualTo("\"'=HYPERLINK(\"\"x\"\")\"");
        assertThat(FindingsCsv.cell("-1")).isEqualTo("'-1");
        assertThat(FindingsCsv.cell("a\nb")).isEqualTo("\"a\nb\"");
    }
}
