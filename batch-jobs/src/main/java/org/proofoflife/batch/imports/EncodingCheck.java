package org.proofoflife.batch.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Compares the beginning of a file with its declared character set before a row is read. A decoder alone does not
 * notice UTF-8 read as GB18030: most of it decodes to other Chinese characters.
 */
final class EncodingCheck {

    private static final int SAMPLE = 1 << 20;
    private static final int TELLING = 2;

    private EncodingCheck() {}

    /**
     * @return length of the byte order mark that precedes the text, 0 or 3
     * @throws ImportRefusedException WRONG_ENCODING
     */
    static int bomLength(InputStream in, Charset declared) throws IOException {
        byte[] head = in.readNBytes(SAMPLE);
        if (begins(head, 0xff, 0xfe) || begins(head, 0xfe, 0xff)) {
            throw refuse("the file begins with a UTF-16 byte order mark");
        }
        boolean bom = begins(head, 0xef, 0xbb, 0xbf);
        boolean utf8 = declared.equals(StandardCharsets.UTF_8);
        if (bom && !utf8) {
            throw refuse("the file begins with a UTF-8 byte order mark, declared is " + declared);
        }
        for (byte b : head) {
            if (b == 0) {
                throw refuse("the file contains zero bytes: UTF-16 or no text");
            }
        }
        if (!utf8 && hanCharacters(head) >= TELLING) {
            throw refuse("the file is UTF-8, declared is " + declared);
        }
        return bom ? 3 : 0;
    }

    /** Characters of three bytes and more if the sample is well-formed UTF-8, otherwise 0. */
    private static int hanCharacters(byte[] sample) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(sample.length);
        // Not the end of input: the sample may stop inside a character.
        CoderResult result = decoder.decode(ByteBuffer.wrap(sample), text, false);
        if (result.isError()) {
            return 0;
        }
        return (int) text.flip().chars().filter(c -> c >= 0x800).limit(TELLING).count();
    }

    private static boolean begins(byte[] head, int... mark) {
        if (head.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((head[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static ImportRefusedException refuse(String why) {
        return new ImportRefusedException(ImportOutcome.WRONG_ENCODING, why);
    }
}
