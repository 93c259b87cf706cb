package org.proofoflife.ops.fuzz;

import static org.proofoflife.ops.fuzz.SeedClips.encode;
import static org.proofoflife.ops.fuzz.SeedClips.named;
import static org.proofoflife.ops.fuzz.SeedClips.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.proofoflife.ops.fuzz.Mutator.Bomb;

/** Small files that ask for much: huge pictures, endless time, thousands of frames, tables and boxes without end. */
final class Bombs {

    private static final int HUGE = 0x7fffffff;
    private static final long EBML = 0x1A45DFA3L;
    private static final long SEGMENT = 0x18538067L;
    private static final long CLUSTER = 0x1F43B675L;
    private static final long TAGS = 0x1254C367L;
    private static final long TAG = 0x7373;
    private static final long SIMPLE_TAG = 0x67C8;
    /** The largest length that eight bytes tell; all bits set would mean unknown. */
    private static final long LONGEST = (1L << 56) - 2;

    private Bombs() {}

    /** @param clips sound ones of both containers, the first an MP4 with its index in front */
    static List<Bomb> make(Path folder, List<byte[]> clips) throws IOException, InterruptedException {
        List<Bomb> bombs = new ArrayList<>(pictures(folder));
        byte[] vp8 = encode(folder, "color=black:size=640x480:rate=25:duration=4", named("calm.webm", vp8()));
        bombs.addAll(clocks(folder, vp8));
        bombs.addAll(tables(clips.get(0)));
        bombs.addAll(nests(vp8));
        return bombs;
    }

    private static List<String> vp8() {
        return List.of("-c:v", "libvpx", "-b:v", "100k", "-deadline", "realtime", "-cpu-used", "16");
    }

    private static List<Bomb> pictures(Path folder) throws IOException, InterruptedException {
        List<String> mjpeg = List.of("-c:v", "mjpeg", "-q:v", "31");
        return List.of(
                new Bomb(
                        "huge",
                        encode(folder, "color=black:size=9000x9000:rate=1:duration=1", named("huge.mp4", mjpeg))),
                new Bomb(
                        "wide",
                        encode(folder, "color=black:size=16000x480:rate=1:duration=4", named("wide.webm", vp8()))),
                new Bomb(
                        "large",
                        encode(folder, "color=black:size=3840x2160:rate=5:duration=6", named("large.mp4", mjpeg))),
                new Bomb(
                        "hour",
                        encode(folder, "color=black:size=640x480:rate=1/10:duration=3600", named("hour.mp4", mjpeg))));
    }

    /** The same packets again and again, with other times: no encoder has to work for it. */
    private static List<Bomb> clocks(Path folder, byte[] vp8) throws IOException, InterruptedException {
        Path calm = folder.resolve("calm.webm");
        return List.of(
                new Bomb("swarm", repeated(folder, calm, "swarm.webm", 120, "N")),
                new Bomb("endless", repeated(folder, calm, "endless.webm", 120, "N*100000")),
                new Bomb("no-time", repeated(folder, calm, "no-time.webm", 20, "0")),
                new Bomb("tail-of-time", Boxes.join(vp8, cluster(LONGEST >> 8), cluster(HUGE))));
    }

    private static byte[] repeated(Path folder, Path clip, String name, int times, String time)
            throws IOException, InterruptedException {
        List<String> copy = List.of("-c", "copy", "-bsf:v", "setts=pts=" + time + ":dts=" + time);
        List<String> arguments =
                new ArrayList<>(List.of("-stream_loop", Integer.toString(times), "-i", clip.toString()));
        arguments.addAll(copy);
        return run(folder, name, arguments);
    }

    /** A cluster that begins at a time, milliseconds, and holds nothing. */
    private static byte[] cluster(long time) {
        byte[] bytes = java.nio.ByteBuffer.allocate(Long.BYTES).putLong(time).array();
        byte[] timestamp = Boxes.element(0xE7, bytes.length, bytes);
        return Boxes.element(CLUSTER, timestamp.length, timestamp);
    }

    /** MP4 tables whose counts and numbers are as large as can be, and a moov of boxes only. */
    private static List<Bomb> tables(byte[] mp4) {
        byte[] tiny = Boxes.box("free");
        byte[] crowd = new byte[4 << 20];
        for (int at = 0; at < crowd.length; at += tiny.length) {
            System.arraycopy(tiny, 0, crowd, at, tiny.length);
        }
        byte[] type = Boxes.box("ftyp", "isom\0\0\2\0isomavc1".getBytes(StandardCharsets.ISO_8859_1));
        return List.of(
                new Bomb("sample-sizes", Boxes.patched(mp4, "stsz", 4, 0, HUGE)),
                new Bomb("equal-sizes", Boxes.patched(mp4, "stsz", 4, 1, HUGE)),
                new Bomb("sample-times", Boxes.patched(mp4, "stts", 8, HUGE, 0)),
                new Bomb("long-steps", Boxes.patched(mp4, "stts", 8, 1, HUGE)),
                new Bomb("chunks", Boxes.patched(mp4, "stsc", 4, HUGE, 1, HUGE)),
                new Bomb("duration", Boxes.patched(Boxes.patched(mp4, "mvhd", 12, 1, -1), "mdhd", 12, 1, -1)),
                new Bomb("canvas", Boxes.patched(Boxes.patched(mp4, "avc1", 24, -1), "tkhd", 76, -1, -1)),
                new Bomb("crowded-moov", Boxes.join(type, Boxes.box("moov", crowd), mp4)),
                new Bomb("nested-moov", Boxes.join(type, nested(Boxes.box("trak"), 2000))));
    }

    private static byte[] nested(byte[] innermost, int levels) {
        byte[] whole = innermost;
        for (int level = 0; level < levels; level++) {
            whole = Boxes.box(level % 2 == 0 ? "trak" : "moov", whole);
        }
        return whole;
    }

    /** Matroska elements inside one another, and longer than what holds them. */
    private static List<Bomb> nests(byte[] webm) {
        int header = 5 + (webm[4] & 0x7f);
        byte[] head = Arrays.copyOf(webm, header);
        byte[] tags = new byte[0];
        for (int level = 0; level < 2000; level++) {
            tags = Boxes.element(SIMPLE_TAG, tags.length, tags);
        }
        byte[] tag = Boxes.element(TAG, tags.length, tags);
        byte[] nest = Boxes.element(TAGS, tag.length, tag);
        byte[] segments = new byte[0];
        for (int level = 0; level < 2000; level++) {
            segments = Boxes.element(SEGMENT, LONGEST - level, segments);
        }
        return List.of(
                new Bomb("nested-tags", Boxes.join(head, Boxes.element(SEGMENT, nest.length, nest), webm)),
                new Bomb("nested-segments", Boxes.join(head, segments, webm)),
                new Bomb("long-void", Boxes.join(head, Boxes.element(Boxes.VOID, LONGEST), webm)),
                new Bomb("long-header", Boxes.join(Boxes.element(EBML, LONGEST), webm)),
                new Bomb("long-cluster", Boxes.join(webm, Boxes.element(CLUSTER, LONGEST, webm))));
    }
}
