package org.proofoflife.ops.fuzz;

import static org.proofoflife.ops.fuzz.Boxes.join;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Spoils sound clips in one of many ways; the same seed and number give the same bytes. */
final class Mutator {

    private static final List<String> FOREIGN = List.of(
            "ffconcat version 1.0\nfile /etc/passwd\n",
            "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
            "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"file:///etc/passwd\"/></svg>",
            "v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n",
            "1\n00:00:00,000 --> 00:00:10,000\nHello\n",
            "YUV4MPEG2 W99999 H99999 F30:1\nFRAME\n",
            "RIFF\0\0\0\0AVI LIST",
            "PK\003\004",
            "%PDF-1.7\n",
            "\177ELF\002\001\001");

    /** In this order over and over, so that the first few inputs already are of every class. */
    private enum Kind {
        TRUNCATED,
        POLYGLOT,
        BOMB,
        BITS,
        HEADER,
        WRAPPED,
        NOISE,
        HOLE,
        EXTREMES,
        FOREIGN,
        BOMB_CUT,
        CUT,
        REPEATED,
        SPLICED,
        TAIL,
        HEAD_OF_NOISE,
        EMPTY,
        SOUND
    }

    private final List<byte[]> clips;
    private final List<Bomb> bombs;
    private final long seed;

    Mutator(List<byte[]> clips, List<Bomb> bombs, long seed) {
        this.clips = clips;
        this.bombs = bombs;
        this.seed = seed;
    }

    /** A small file that unpacks to far more than a camera makes, or whose numbers say it does. */
    record Bomb(String name, byte[] bytes) {}

    /** @param kind how it was spoilt, for the report */
    record Input(String kind, byte[] bytes) {}

    Input input(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        Kind kind = Kind.values()[number % Kind.values().length];
        byte[] clip = clips.get(random.nextInt(clips.size())).clone();
        byte[] other = clips.get(random.nextInt(clips.size()));
        Bomb bomb = bombs.get(number / Kind.values().length % bombs.size());
        byte[] bytes =
                switch (kind) {
                    case TRUNCATED -> Arrays.copyOf(clip, random.nextInt(clip.length));
                    case POLYGLOT -> random.nextBoolean() ? join(foreign(random), clip) : join(clip, foreign(random));
                    case BOMB -> bomb.bytes();
                    case BITS -> flip(clip, random, 1 + random.nextInt(8), clip.length);
                    case HEADER -> flip(clip, random, 1 + random.nextInt(40), Math.min(2048, clip.length));
                    case WRAPPED -> wrapped(clip, foreign(random));
                    case NOISE -> flip(clip, random, 1 + random.nextInt(clip.length / 20), clip.length);
                    case HOLE -> hole(clip, random);
                    case EXTREMES -> extremes(clip, random);
                    case FOREIGN -> foreign(random);
                    case BOMB_CUT -> Arrays.copyOf(bomb.bytes(), random.nextInt(bomb.bytes().length));
                    case CUT -> cut(clip, random);
                    case REPEATED -> repeated(clip, random);
                    case SPLICED -> spliced(clip, other, random);
                    case TAIL -> join(clip, other);
                    case HEAD_OF_NOISE -> headOfNoise(clip, random);
                    case EMPTY -> new byte[random.nextInt(16)];
                    case SOUND -> clip;
                };
        String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Input(kind == Kind.BOMB ? name + ":" + bomb.name() : name, bytes);
    }

    /** Something else inside a box that players skip, at the very front: both readers find what they look for. */
    private static byte[] wrapped(byte[] clip, byte[] foreign) {
        if (clip[4] == 'f' && clip[5] == 't') {
            return join(Boxes.box("free", foreign), clip);
        }
        // EBML Void with a length of eight bytes, after the header of 4 + 1 + n bytes that every WebM begins with.
        int header = 5 + (clip[4] & 0x7f);
        byte[] skipped = Boxes.element(Boxes.VOID, foreign.length, foreign);
        return join(Arrays.copyOf(clip, header), skipped, Arrays.copyOfRange(clip, header, clip.length));
    }

    private static byte[] headOfNoise(byte[] clip, Random random) {
        byte[] noise = new byte[1 + random.nextInt(100_000)];
        random.nextBytes(noise);
        System.arraycopy(clip, 0, noise, 0, Math.min(noise.length, 64));
        return noise;
    }

    private static byte[] flip(byte[] clip, Random random, int times, int within) {
        for (int i = 0; i < times; i++) {
            clip[random.nextInt(within)] ^= (byte) (1 << random.nextInt(8));
        }
        return clip;
    }

    private static byte[] hole(byte[] clip, Random random) {
        int from = random.nextInt(clip.length);
        Arrays.fill(clip, from, Math.min(clip.length, from + 1 + random.nextInt(4096)), (byte) 0);
        return clip;
    }

    private static byte[] cut(byte[] clip, Random random) {
        int from = random.nextInt(clip.length);
        int to = Math.min(clip.length, from + 1 + random.nextInt(8192));
        return join(Arrays.copyOf(clip, from), Arrays.copyOfRange(clip, to, clip.length));
    }

    private static byte[] repeated(byte[] clip, Random random) {
        int from = random.nextInt(clip.length);
        int to = Math.min(clip.length, from + 1 + random.nextInt(8192));
        byte[] block = Arrays.copyOfRange(clip, from, to);
        byte[] spoilt = Arrays.copyOf(clip, to);
        for (int i = 0; i < 1 + random.nextInt(20); i++) {
            spoilt = join(spoilt, block);
        }
        return join(spoilt, Arrays.copyOfRange(clip, to, clip.length));
    }

    private static byte[] spliced(byte[] one, byte[] other, Random random) {
        return join(
                Arrays.copyOf(one, random.nextInt(one.length)),
                Arrays.copyOfRange(other, random.nextInt(other.length), other.length));
    }

    /** Fields of four bytes set to what breaks arithmetic. */
    private static byte[] extremes(byte[] clip, Random random) {
        int[] values = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7fffff00, 0x00ffffff};
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            int at = random.nextInt(Math.min(clip.length - 4, 4096));
            int value = values[random.nextInt(values.length)];
            for (int octet = 0; octet < 4; octet++) {
                clip[at + octet] = (byte) (value >> (24 - 8 * octet));
            }
        }
        return clip;
    }

    private static byte[] foreign(Random random) {
        return FOREIGN.get(random.nextInt(FOREIGN.size())).getBytes(StandardCharsets.ISO_8859_1);
    }
}
