package org.proofoflife.ingest.review;

import java.time.Instant;
import org.apache.commons.codec.binary.Base32;

/** What somebody's phone shows. */
public final class Authenticator {

    private Authenticator() {}

    /** @param secret base 32 */
    public static String code(String secret, Instant at) {
        return Totp.code(new Base32().decode(secret), Totp.step(at));
    }
}
