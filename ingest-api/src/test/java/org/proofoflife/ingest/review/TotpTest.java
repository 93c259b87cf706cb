package org.proofoflife.ingest.review;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

    /** RFC 6238, appendix B, the last six of its eight digits. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void computesTheCodesOfTheStandard(long second, String code) {
        assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(second)))).isEqualTo(code);
    }

    @Test
    void takesACodeOnce() {
        Instant now = Instant.ofEpochSecond(1_234_567_890);
        long step = Totp.accept(SECRET, "005924", now, 0).orElseThrow();
        assertThat(Totp.accept(SECRET, "005924", now, step)).isEmpty();
        assertThat(Totp.accept(SECRET, "005924", now.plusSeconds(30), 0)).hasValue(step);
        assertThat(Totp.accept(SECRET, "005924", now.plusSeconds(90), 0)).isEmpty();
    }

    @Test
    void writesSecretsAsAuthenticatorAppsTakeThem() {
        assertThat(Totp.base32(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(Totp.base32("fooba".getBytes(US_ASCII))).isEqualTo("MZXW6YTB");
    }
}
