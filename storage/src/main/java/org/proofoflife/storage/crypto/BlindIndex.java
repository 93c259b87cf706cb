package org.proofoflife.storage.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.prf.PrfSet;
import java.security.GeneralSecurityException;
import org.proofoflife.storage.ProofOfLifeException;

/**
 * HMAC-SHA256 of a normalised value under a key of its own, so that an encrypted value can be found by equality. The
 * field is part of the input: a number and a name of the same spelling do not share an index. Safe for concurrent use;
 * about a microsecond a value.
 */
public final class BlindIndex {

    private static final int BYTES = 32;

    private final PrfSet prf;

    BlindIndex(PrfSet prf) {
        this.prf = prf;
    }

    /** @param number canonical, see {@link org.proofoflife.storage.roster.IdentityNumber} */
    public byte[] number(String number) {
        return of("number", number);
    }

    /** @param name normalised, see {@link org.proofoflife.storage.roster.PersonName} */
    public byte[] name(String name) {
        return of("name", name);
    }

    public byte[] phone(String phone) {
        return of("phone", phone);
    }

    /** @param field short constant that keeps apart what must not be compared */
    public byte[] of(String field, String value) {
        try {
            return prf.computePrimary((field + '\0' + value).getBytes(UTF_8), BYTES);
        } catch (GeneralSecurityException e) {
            throw new ProofOfLifeException("Cannot index " + field, e);
        }
    }

    /** The person's bucket, 0..255, from the index of the number: evenly spread and the same in every run. */
    public static short bucket(byte[] numberIndex) {
        return (short) (numberIndex[0] & 0xff);
    }
}
