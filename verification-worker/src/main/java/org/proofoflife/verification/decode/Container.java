package org.proofoflife.verification.decode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.proofoflife.storage.certification.OutcomeCode;

/** The two containers that browsers and phones record. The demuxer is chosen here and nothing is left to probing. */
enum Container {
    MP4("mov"),
    MATROSKA("matroska");

    private static final int EBML = 0x1A45DFA3;
    private static final int BOX_HEADER = 8;
    private static final Set<String> FIRST_BOXES = Set.of("ftyp", "moov", "mdat", "free", "skip", "wide", "pnot");

    private final String demuxer;

    Container(String demuxer) {
        this.demuxer = demuxer;
    }

    String demuxer() {
        return demuxer;
    }

    /** @throws ClipRejectedException VIDEO_UNREADABLE for any other format and for an MP4 cut short */
    static Container of(Path clip) throws IOException, ClipRejectedException {
        try (SeekableByteChannel channel = Files.newByteChannel(clip)) {
            ByteBuffer head = read(channel, 0, BOX_HEADER);
            if (head.remaining() == BOX_HEADER) {
                if (head.getInt(0) == EBML) {
                    return MATROSKA;
                }
                if (FIRST_BOXES.contains(type(head))) {
                    requireWholeBoxes(channel);
                    return MP4;
                }
            }
            throw new ClipRejectedException(OutcomeCode.VIDEO_UNREADABLE, "neither MP4 nor WebM");
        }
    }

    /** ISO/IEC 14496-12, 4.2: the file is a row of boxes; a last box that is longer than the file was cut. */
    private static void requireWholeBoxes(SeekableByteChannel channel) throws IOException, ClipRejectedException {
        long at = 0;
        while (at < channel.size()) {
            ByteBuffer header = read(channel, at, 2 * BOX_HEADER);
            if (header.remaining() < BOX_HEADER) {
                break;
            }
            long size = Integer.toUnsignedLong(header.getInt(0));
            if (size == 1 && header.remaining() == 2 * BOX_HEADER) {
                size = header.getLong(BOX_HEADER);
            } else if (size == 0) {
                size = channel.size() - at;
            }
            if (size < BOX_HEADER || size > channel.size() - at) {
                break;
            }
            at += size;
        }
        if (at != channel.size()) {
            throw new ClipRejectedException(OutcomeCode.VIDEO_UNREADABLE, "the MP4 file is cut short");
        }
    }

    private static ByteBuffer read(SeekableByteChannel channel, long position, int size) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(size);
        channel.position(position);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
        return buffer.flip();
    }

    private static String type(ByteBuffer header) {
        return new String(header.array(), 4, 4, StandardCharsets.ISO_8859_1);
    }
}
