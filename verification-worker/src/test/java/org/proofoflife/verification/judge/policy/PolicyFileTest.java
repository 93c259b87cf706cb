package org.proofoflife.verification.judge.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

    @Test
    void refusesAMissingLineInsteadOfReadingZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicyFile.parse(standard.replaceFirst("(?m)^  pad-live:.*$", "")))
                .withMessageContaining("pad-live");
    }

    @Test
    void refusesAMisspeltLine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicyFile.parse(standard.replace("  pad-live:", "  pad-life:")))
                .withMessageContaining("pad-li");
    }

    @Test
    void refusesThresholdsInTheWrongOrder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicyFile.parse(standard.replaceFirst("(?m)^  accept:.*$", "  accept: -5")))
                .withMessageContaining("reject < accept");
        assertThatIllegalArgumentException().isThrownBy(() -> PolicyFile.parse("not a policy"));
        assertThatIllegalArgumentException().isThrownBy(() -> PolicyFile.parse(""));
    }
}
