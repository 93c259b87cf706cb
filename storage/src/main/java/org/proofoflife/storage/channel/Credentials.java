package org.proofoflife.storage.channel;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes credentials: 256 random bits behind a prefix by which a leaked one is recognised. */
final class Credentials {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Credentials() {}

    static String apiKey() {
        return "pol_" + secret();
    }

    static String webhookSecret() {
        return "whsec_" + secret();
    }

    private static String secret() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
