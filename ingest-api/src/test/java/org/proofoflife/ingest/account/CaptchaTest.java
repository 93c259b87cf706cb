package org.proofoflife.ingest.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CaptchaTest {

    @Test
    void askedBitsAreZero() {
        // SHA-256("2.14") and the like are fixed: the first number that works for eight bits works for fewer.
        int found = IntStream.iterate(0, n -> n + 1)
                .filter(n -> Captcha.isSolved("puzzle." + n, 8))
                .findFirst()
                .orElseThrow();
        assertThat(Captcha.isSolved("puzzle." + found, 4)).isTrue();
        assertThat(Captcha.isSolved("puzzle." + found, 0)).isTrue();
        long solved = IntStream.range(0, 4096)
                .filter(n -> Captcha.isSolved("puzzle." + n, 4))
                .count();
        assertThat(solved).isBetween(150L, 370L);
    }
}
