package org.proofoflife.storage.certification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeTextsTest {

    @Test
    void theSourceDocumentsTextsAreKeptToTheLetter() {
        assertThat(OutcomeTexts.of(OutcomeCode.ACTION_NOT_FOLLOWED, true, Locale.SIMPLIFIED_CHINESE)
                        .title())
                .isEqualTo("认证失败, 您的相貌能对上, 但您没有跟着引导做动作");
        assertThat(OutcomeTexts.of(OutcomeCode.FACE_MISMATCH, Locale.SIMPLIFIED_CHINESE)
                        .title())
                .isEqualTo("认证失败，您的认证照片与建模照片不匹配，请您通过其他方式进行认证");
    }

    @Test
    void nobodyIsToldThatTheFaceMatchesUnlessItWasFoundTo() {
        assertThat(OutcomeTexts.of(OutcomeCode.ACTION_NOT_FOLLOWED, Locale.SIMPLIFIED_CHINESE)
                        .title())
                .isEqualTo("认证失败，您没有跟着引导做动作");
        assertThat(OutcomeTexts.of(OutcomeCode.ACTION_NOT_FOLLOWED, Locale.UK).title())
                .isEqualTo("Not certified: you did not follow the prompted actions");
        assertThat(OutcomeTexts.of(OutcomeCode.BLURRED, true, Locale.UK))
                .isEqualTo(OutcomeTexts.of(OutcomeCode.BLURRED, Locale.UK));
    }

    @ParameterizedTest
    @EnumSource
    void everyOutcomeNamesANextStepInBothLanguages(OutcomeCode code) {
        OutcomeText chinese = OutcomeTexts.of(code, Locale.SIMPLIFIED_CHINESE);
        OutcomeText english = OutcomeTexts.of(code, Locale.US);

        assertThat(chinese.title() + chinese.hint() + chinese.nextStep()).containsPattern("\\p{IsHan}");
        assertThat(english.title() + english.hint() + english.nextStep()).doesNotContainPattern("\\p{IsHan}");
        assertThat(chinese.nextStep()).isNotBlank();
        assertThat(english.nextStep()).isNotBlank();
    }

    @Test
    void chineseIsTheDefault() {
        assertThat(OutcomeTexts.of(OutcomeCode.NO_FACE, Locale.JAPANESE))
                .isEqualTo(OutcomeTexts.of(OutcomeCode.NO_FACE, Locale.SIMPLIFIED_CHINESE));
    }
}
