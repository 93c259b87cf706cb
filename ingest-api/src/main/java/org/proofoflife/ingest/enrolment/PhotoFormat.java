package org.proofoflife.ingest.enrolment;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** What a photo is by its first bytes, whatever it is called. */
final class PhotoFormat {

    private static final byte[] JPEG = HexFormat.of().parseHex("ffd8ff");
    private static final byte[] PNG = HexFormat.of().parseHex("89504e470d0a1a0a");

    private PhotoFormat() {}

    /** @return the media type of a JPEG or PNG, empty for anything else */
    static Optional<String> of(byte[] photo) {
        if (startsWith(photo, JPEG)) {
            return Optional.of("image/jpeg");
        }
        return startsWith(photo, PNG) ? Optional.of("image/png") : Optional.empty();
    }

    private static boolean startsWith(byte[] photo, byte[] magic) {
        return photo.length > magic.length && Arrays.equals(photo, 0, magic.length, magic, 0, magic.length);
    }
}
