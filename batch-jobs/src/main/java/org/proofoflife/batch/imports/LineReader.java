package org.proofoflife.batch.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream into lines by bytes, so that an offset in the file is exact whatever the character set. Neither UTF-8
 * nor GB18030 uses the byte 0x0A inside a character.
 */
final class LineReader {

    /** Longer than any row: a file without line ends is no text file. */
    private static final int MAX_LINE = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[256 * 1024];
    private int from;
    private int filled;
    private long number;
    private long offset;

    /** @param in positioned at the offset @param number of lines before it */
    LineReader(InputStream in, long offset, long number) {
        this.in = in;
        this.offset = offset;
        this.number = number;
    }

    /** Null at the end. */
    @Nullable
    ImportedLine next() throws IOException {
        byte[] held = {};
        while (true) {
            for (int i = from; i < filled; i++) {
                if (buffer[i] == '\n') {
                    byte[] line = join(held, i);
                    offset += line.length + 1;
                    from = i + 1;
                    return new ImportedLine(withoutReturn(line), ++number, offset, true);
                }
            }
            held = join(held, filled);
            if (held.length > MAX_LINE) {
                throw new ImportRefusedException(
                        ImportOutcome.WRONG_ENCODING, "line " + (number + 1) + " has no end within 64 KB");
            }
            from = 0;
            filled = Math.max(0, in.read(buffer));
            if (filled == 0) {
                if (held.length == 0) {
                    return null;
                }
                offset += held.length;
                return new ImportedLine(held, ++number, offset, false);
            }
        }
    }

    private byte[] join(byte[] held, int to) {
        if (held.length == 0) {
            return Arrays.copyOfRange(buffer, from, to);
        }
        byte[] joined = Arrays.copyOf(held, held.length + to - from);
        System.arraycopy(buffer, from, joined, held.length, to - from);
        return joined;
    }

    private static byte[] withoutReturn(byte[] line) {
        return line.length > 0 && line[line.length - 1] == '\r' ? Arrays.copyOf(line, line.length - 1) : line;
    }
}
