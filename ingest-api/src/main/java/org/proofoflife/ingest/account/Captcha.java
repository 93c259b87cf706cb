package org.proofoflife.ingest.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;
import org.proofoflife.ingest.webpages.WebProblem;
import org.proofoflife.storage.crypto.BlindIndex;
import org.proofoflife.storage.jdbc.Columns;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A proof of work instead of a picture: the browser finds a number such that SHA-256 of {@code challenge.number} begins
 * with so many zero bits. It costs a person nothing to read or hear, and whoever tries thousands of passwords pays for
 * each. The challenge carries its own end and signature; a solved one is good once.
 */
@Component
class Captcha {

    static final int BITS = 14;
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final BlindIndex index;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Captcha(JdbcClient jdbc, BlindIndex index, Clock clock) {
        this.jdbc = jdbc;
        this.index = index;
        this.clock = clock;
    }

    record Challenge(String challenge, int bits) {}

    record Solution(
            @NotBlank @Size(max = 100) String challenge,
            @NotBlank @Size(max = 40) String number) {}

    Challenge issue() {
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        String body = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "-"
                + clock.instant().plus(LIFETIME).getEpochSecond();
        return new Challenge(body + "-" + signature(body), BITS);
    }

    /** @throws WebProblem CAPTCHA_WRONG if it is not solved, not ours, over, or was used before */
    void require(Solution solution) {
        String challenge = solution.challenge();
        int cut = challenge.lastIndexOf('-');
        boolean ours = cut > 0
                && MessageDigest.isEqual(
                        challenge.substring(cut + 1).getBytes(UTF_8),
                        signature(challenge.substring(0, cut)).getBytes(UTF_8));
        if (!ours
                || !isSolved(challenge + "." + solution.number(), BITS)
                || !isFirstUse(challenge, endOf(challenge, cut))) {
            throw new WebProblem(HttpStatus.FORBIDDEN, "CAPTCHA_WRONG", "The puzzle is not solved or was used before");
        }
    }

    static boolean isSolved(String text, int bits) {
        byte[] hash = DigestUtils.sha256(text);
        for (int bit = 0; bit < bits; bit++) {
            if (((hash[bit / 8] >> (7 - bit % 8)) & 1) != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isFirstUse(String challenge, Instant end) {
        Instant now = clock.instant();
        if (!end.isAfter(now)) {
            return false;
        }
        jdbc.sql("delete from captcha_used where expires_at < :now")
                .param("now", Columns.time(now))
                .update();
        return jdbc.sql(
                                "insert into captcha_used (challenge, expires_at) values (:challenge, :end) on conflict do nothing")
                        .param("challenge", challenge)
                        .param("end", Columns.time(end))
                        .update()
                == 1;
    }

    private static Instant endOf(String challenge, int cut) {
        String body = challenge.substring(0, cut);
        return Instant.ofEpochSecond(Long.parseLong(body.substring(body.lastIndexOf('-') + 1)));
    }

    private String signature(String body) {
        return HexFormat.of().formatHex(index.of("captcha", body), 0, 16);
    }
}
