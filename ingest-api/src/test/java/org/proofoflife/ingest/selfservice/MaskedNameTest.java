package org.proofoflife.ingest.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedNameTest {

    @ParameterizedTest
    @CsvSource({"王小明, 王*明", "李四, 李*", "王, *", "买买提·阿不都, 买*都", "𠮷田太郎, 𠮷*郎", "John Smith, J*h"})
    void showsTheEndsOfANameAlone(String name, String masked) {
        assertThat(MaskedName.of(name)).isEqualTo(masked);
    }
}
