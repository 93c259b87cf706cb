package org.proofoflife.ops.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bricks of MP4 (ISO/IEC 14496-12) and Matroska (RFC 8794) files, sound or not. */
final class Boxes {

    /** EBML element that readers skip. */
    static final long VOID = 0xEC;

    private static final int HEADER = 8;

    private Boxes() {}

    static byte[] box(String type, byte[]... contents) {
        byte[] content = join(contents);
        return join(
                ByteBuffer.allocate(HEADER)
                        .putInt(HEADER + content.length)
                        .put(type.getBytes(StandardCharsets.ISO_8859_1))
                        .array(),
                content);
    }

    /** An element whose length is told in eight bytes. */
    static byte[] element(long id, long length, byte[]... contents) {
        byte[] name = ByteBuffer.allocate(Long.BYTES).putLong(id).array();
        int first = 0;
        while (name[first] == 0) {
            first++;
        }
        return join(
                Arrays.copyOfRange(name, first, name.length),
                ByteBuffer.allocate(Long.BYTES).putLong(1L << 56 | length).array(),
                join(contents));
    }

    /** A clip with four-byte fields of its first box of a type replaced; unchanged if there is none. */
    static byte[] patched(byte[] clip, String type, int offset, int... values) {
        byte[] copy = clip.clone();
        int at = new String(clip, StandardCharsets.ISO_8859_1).indexOf(type);
        if (at >= 0) {
            ByteBuffer.wrap(copy)
                    .position(at + type.length() + offset)
                    .asIntBuffer()
                    .put(values);
        }
        return copy;
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
