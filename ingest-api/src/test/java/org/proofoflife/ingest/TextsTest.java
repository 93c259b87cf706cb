package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.proofoflife.ingest.challenge.ActionTexts;
import org.proofoflife.ingest.problem.ProblemCode;
import org.proofoflife.ingest.problem.Problems;
import org.proofoflife.storage.certification.Action;
import org.springframework.http.ProblemDetail;

class TextsTest {

    @ParameterizedTest
    @EnumSource
    void everyProblemHasTextsInBothLanguages(ProblemCode code) {
        ProblemDetail chinese = Problems.of(code, Locale.SIMPLIFIED_CHINESE);
        ProblemDetail english = Problems.of(code, Locale.ENGLISH);
        assertThat(chinese.getTitle()).containsPattern("\\p{IsHan}");
        assertThat(english.getTitle() + english.getDetail()).doesNotContainPattern("\\p{IsHan}");
        assertThat(chinese.getType()).hasToString("urn:proof-of-life:problem:" + code);
        assertThat(chinese.getStatus()).isEqualTo(code.status().value());
    }

    @ParameterizedTest
    @EnumSource
    void everyActionIsSpokenInBothLanguages(Action action) {
        assertThat(ActionTexts.of(action, Locale.SIMPLIFIED_CHINESE)).startsWith("请");
        assertThat(ActionTexts.of(action, Locale.ENGLISH)).doesNotContainPattern("\\p{IsHan}");
    }
}
