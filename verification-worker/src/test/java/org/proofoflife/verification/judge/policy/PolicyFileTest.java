package org.proofoflife.verification.judge.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofoflife.verification.judge.policy.Policy.Pair;
import org.proofoflife.verification.model.Models;

class PolicyFileTest {

    private String standard = "";

    @BeforeEach
    void readDocument() throws IOException {
        try (var in = Objects.requireNonNull(PolicyFile.class.getResourceAsStream("policy.yml"))) {
            standard = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void readsTheShippedPolicy() {
        Policy policy = PolicyFile.standard();

        assertThat(policy).isEqualTo(PolicyFile.parse(standard));
        assertThat(policy.version()).isNotBlank();
        assertThat(policy.match().matchers()).containsKeys("arcface", "dlib");
        assertThat(policy.liveness().padShare().fail())
                .isLessThan(policy.liveness().padShare().pass());
    }

    /** A new threshold without legal values would take NaN. */
    @Test
    void saysOfEveryNumberWhatIsLegal() {
        assertThat(numbers(Policy.class)).isNotEmpty().allSatisfy(field -> assertThat(
                        field.isAnnotationPresent(Legal.class))
                .as(field.toString())
                .isTrue());
    }

    private static List<Field> numbers(Class<?> section) {
        return Arrays.stream(section.getRecordComponents())
                .map(component -> field(section, component.getName()))
                .flatMap(field -> field.getType().isPrimitive() || Pair.class.isAssignableFrom(field.getType())
                        ? Stream.of(field)
                        : field.getType().isRecord() ? numbers(field.getType()).stream() : Stream.of())
                .toList();
    }

    private static Field field(Class<?> section, String name) {
        try {
            return section.getDeclaredField(name);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # line of the document | its replacement | what the message has to name
            pad-live: 0.5         |                                  | liveness.pad-live is missing
            pad-live: 0.5         | pad-life: 0.5                    | liveness.pad-live is missing
            pad-live: 0.5         | pad-live: 0.5\\n  pad-life: 0.6   | liveness.pad-life is no key; legal are [bands, border,
            pad-live: 0.5         | pad-live: 0.5\\n  pad-live: 0.6   | duplicate key pad-live
            pad-live: 0.5         | pad-live:                        | liveness.pad-live
            pad-live: 0.5         | pad-live: half                   | liveness.pad-live
            pad-live: 0.5         | pad-live: \"0.5\"                | liveness.pad-live
            pad-live: 0.5         | pad-live: .nan                   | liveness.pad-live is NaN; legal is 0.0 to 1.0
            pad-live: 0.5         | pad-live: .inf                   | liveness.pad-live is Infinity; legal is 0.0 to 1.0
            pad-live: 0.5         | pad-live: 50                     | liveness.pad-live is 50.0; legal is 0.0 to 1.0
            pad-min-frames: 3     | pad-min-frames: 2.7              | liveness.pad-min-frames
            pad-min-frames: 3     | pad-min-frames: 0                | liveness.pad-min-frames is 0; legal is 1.0 to
            moire-seconds: 1.5    | moire-seconds: -1.5              | liveness.moire-seconds is -1.5; legal is 0.0 to 60.0
            fail: 0.2, pass: 0.6  | fail: 0.6, pass: 0.2             | liveness.pad-share is Range[fail=0.6, pass=0.2]; legal is 0.0 to 1.0, the second not below the first
            fail: 0.2, pass: 0.6  | fail: 0.2, pass: 0.2             | liveness.pad-share is [0.2, 0.2]; legal is fail and pass differ
            fail: 0.2, pass: 0.6  | fail: 0.2, pass: .nan            | liveness.pad-share is Range[fail=0.2, pass=NaN]; legal is
            fail: 0.75, pass: 0.55 | fail: 0.55, pass: 0.75          | liveness.border is Range[fail=0.55, pass=0.75]; legal is 0.0 to 1.0, the second not above the first
            reject: 18, advise: 35 | reject: 35, advise: 18          | quality.sharpness is Limit[reject=35.0, advise=18.0]; legal is
            begins: 8, ends: 4.5  | begins: 4.5, ends: 8             | challenge.yaw is [8.0, 4.5]; legal is 0 < ends < begins
            min-duration: 2.9     | min-duration: 31                 | clip is [31.0, 30.5]; legal is min-duration < max-duration
            accept: 1.7           | accept: -5                       | match is [-1.0, -5.0, 3.5]; legal is reject < accept <= same-face
            slope: 22             | slope: -22                       | match.matchers[arcface].slope is -22.0; legal is
            seconds: 4.0          | seconds: 400                     | liveness.loop-reversed.seconds is 400.0; legal is 0.0 to 60.0
            match:                | matches:                         | match is missing
            """)
    void refusesWhatMakesNoSense(String line, @Nullable String replacement, String named) {
        assertThat(standard).contains(line);
        String faulty = standard.replace(line, replacement == null ? "" : replacement.replace("\\n", "\n"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicyFile.parse(faulty))
                .withMessageStartingWith("Not a policy: ")
                .withMessageContaining(named);
    }

    @Test
    void refusesAVersionThatYamlTakesForANumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicyFile.parse(standard.replaceFirst("version: .*", "version: 2026.10")))
                .withMessageContaining("version");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicyFile.parse(standard.replaceFirst("version: .*", "version: \"\"")))
                .withMessageContaining("version");
    }

    @Test
    void refusesAMissingSection() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicyFile.parse(standard.substring(0, standard.indexOf("\nmatch:"))))
                .withMessageContaining("match");
    }

    @Test
    void refusesAMatcherThatNothingMeasures(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("policy.yml"), standard.replace("arcface:", "arcfase:"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicyFile.read(file, Models.matcherIds()))
                .withMessageContaining("match.matchers is [arcfase, dlib]; legal is [arcface, dlib]");
    }

    /** Of a matcher that an operator brought the shipped policy knows nothing, and one calibrated for it does. */
    @Test
    void goesWithTheMatchersThatMeasure(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("policy.yml"), standard.replace("arcface:", "acme:"));

        assertThat(PolicyFile.read(file, Set.of("acme", "dlib")).match().matchers())
                .containsOnlyKeys("acme", "dlib");
        assertThat(PolicyFile.read(null, Models.matcherIds())).isEqualTo(PolicyFile.standard());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicyFile.read(null, Set.of("acme")))
                .withMessageContaining("legal is [acme]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a policy", "", "- a\n- b", "a: [", "42"})
    void refusesWhatIsNoDocumentOfKeys(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicyFile.parse(text))
                .withMessageStartingWith("Not a policy: ");
    }
}
