package org.proofoflife.batch.lean;

import org.proofoflife.storage.roster.IdentityNumber;

/** Made-up people for files. */
public final class People {

    private People() {}

    /** A well-formed resident number, different for every n below ten million. */
    public static String number(int n) {
        String digits = "%06d19%02d%02d%02d%03d"
                .formatted(
                        440000 + n / 1_000_000 % 100,
                        40 + n / 40_000 % 25,
                        1 + n / 3_333 % 12,
                        1 + n / 119 % 28,
                        n % 119 + n / 1_000_000);
        return digits + IdentityNumber.checkCharacter(digits);
    }
}
