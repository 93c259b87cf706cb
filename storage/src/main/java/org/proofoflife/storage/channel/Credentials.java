package org.proofoflife.storage.channel;

import java.util.Base64;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.crypto.keygen.StringKeyGenerator;

/** Makes credentials: 256 random bits behind a prefix by which a leaked one is recognised. */
final class Credentials {

    private static final StringKeyGenerator SECRETS =
            new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), 32);

    private Credentials() {}

    static String apiKey() {
        return "pol_" + SECRETS.generateKey();
    }

    static String webhookSecret() {
        return "whsec_" + SECRETS.generateKey();
    }
}
