package org.proofoflife.ingest.review;

import java.util.Locale;
import org.proofoflife.ingest.webpages.WebProblem;
import org.springframework.http.HttpStatus;

/**
 * What NIST SP 800-63B asks of a password beside its length: it must not be guessed from whom it belongs to. Nothing is said
 * of kinds of characters.
 */
final class PasswordRules {

    static final int LEAST = 12;
    static final int MOST = 72;

    private static final int LEAST_BESIDE_LOGIN = 8;
    private static final int LEAST_DIFFERENT = 5;

    private PasswordRules() {}

    /** @throws WebProblem PASSWORD_GUESSABLE if it is little more than the login, or than one character repeated */
    static void check(String password, String login) {
        String small = password.toLowerCase(Locale.ROOT);
        if (small.replace(login.toLowerCase(Locale.ROOT), "").length() < LEAST_BESIDE_LOGIN
                || small.chars().distinct().count() < LEAST_DIFFERENT) {
            throw new WebProblem(HttpStatus.BAD_REQUEST, "PASSWORD_GUESSABLE", "The password is easily guessed");
        }
    }
}
