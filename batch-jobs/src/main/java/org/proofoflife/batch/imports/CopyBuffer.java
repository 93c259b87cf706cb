package org.proofoflife.batch.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows in PostgreSQL's binary COPY format, without the file's header and end. Twice as fast as text for the server,
 * and nothing needs escaping.
 */
final class CopyBuffer {

    /** What precedes the rows. */
    static final byte[] HEADER = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    /** What follows them. */
    static final byte[] END = {(byte) 0xff, (byte) 0xff};

    private static final long EPOCH_DAYS = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final long EPOCH_SECONDS = EPOCH_DAYS * 86_400;

    private byte[] bytes = new byte[256];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    void truncate(int toSize) {
        size = toSize;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }

    CopyBuffer row(int columns) {
        ensure(2);
        putShort(columns);
        return this;
    }

    CopyBuffer int8(@Nullable Long value) {
        return value == null ? absent() : int8(value.longValue());
    }

    CopyBuffer int8(long value) {
        ensure(12);
        putInt(8);
        putLong(value);
        return this;
    }

    CopyBuffer int2(int value) {
        ensure(6);
        putInt(2);
        putShort(value);
        return this;
    }

    CopyBuffer text(@Nullable String value) {
        return value == null ? absent() : bytea(value.getBytes(UTF_8));
    }

    CopyBuffer bytea(byte @Nullable [] value) {
        if (value == null) {
            return absent();
        }
        ensure(4 + value.length);
        putInt(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    CopyBuffer uuid(UUID value) {
        ensure(20);
        putInt(16);
        putLong(value.getMostSignificantBits());
        putLong(value.getLeastSignificantBits());
        return this;
    }

    CopyBuffer date(@Nullable LocalDate value) {
        if (value == null) {
            return absent();
        }
        ensure(8);
        putInt(4);
        putInt(Math.toIntExact(value.toEpochDay() - EPOCH_DAYS));
        return this;
    }

    CopyBuffer timestamptz(ZonedDateTime value) {
        return int8((value.toEpochSecond() - EPOCH_SECONDS) * 1_000_000 + value.getNano() / 1_000);
    }

    private CopyBuffer absent() {
        ensure(4);
        putInt(-1);
        return this;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }

    private void putShort(int value) {
        bytes[size++] = (byte) (value >> 8);
        bytes[size++] = (byte) value;
    }

    private void putInt(int value) {
        putShort(value >> 16);
        putShort(value);
    }

    private void putLong(long value) {
        putInt((int) (value >> 32));
        putInt((int) value);
    }
}
