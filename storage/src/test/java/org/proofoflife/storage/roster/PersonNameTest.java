package org.proofoflife.storage.roster;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonNameTest {

    @ParameterizedTest
    @CsvSource({
        "张三, '　张 三 '",
        "买买提·阿不都, 买买提•阿不都",
        "买买提·阿不都, 买买提・阿不都",
        "买买提·阿不都, 买买提．阿不都",
        "买买提·阿不都, 买买提 · 阿不都",
        "买买提·阿不都, 买买提･阿不都",
        "JOHN SMITH, john  smith",
        "JOHN SMITH, Ｊｏｈｎ　Ｓｍｉｔｈ",
        "Weiß, WEISS",
        "José, 'José'"
    })
    void spellingsOfOneNameAreEqual(String registered, String entered) {
        assertThat(PersonName.normalise(entered)).isEqualTo(PersonName.normalise(registered));
    }

    @ParameterizedTest
    @CsvSource({"张三, 张山", "John Smith, JohnSmith", "买买提·阿不都, 买买提阿不都", "欧阳, 欧 杨"})
    void differentNamesStayDifferent(String one, String other) {
        assertThat(PersonName.normalise(one)).isNotEqualTo(PersonName.normalise(other));
    }

    @Test
    void theRareCharactersOfOldNamesAreKept() {
        assertThat(PersonName.normalise("𠮷田")).isEqualTo("𠮷田");
    }

    @Property(seed = "20261124")
    void normalisingTwiceChangesNothing(@ForAll String name) {
        String once = PersonName.normalise(name);
        assertThat(PersonName.normalise(once)).isEqualTo(once);
    }
}
