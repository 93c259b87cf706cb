package org.proofoflife.ingest.findings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What leaves in lists and files. */
class ListedPeopleTest {

    @ParameterizedTest
    @CsvSource({"44010619400515002X,**************002X", "HKG012345678,********5678", "A1234567,********", "7,*"})
    void aNumberShowsItsLastFourCharactersIfThatLeavesEnoughHidden(String number, String shown) {
        assertThat(MaskedPeople.number(number)).isEqualTo(shown);
    }
}
