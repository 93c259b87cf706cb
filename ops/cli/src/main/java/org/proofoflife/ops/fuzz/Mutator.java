package org.proofoflife.ops.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
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

    private final List<byte[]> clips;
    private final List<byte[]> bombs;
    private final long seed;

    Mutator(List<byte[]> clips, List<byte[]> bombs, long seed) {
        this.clips = clips;
        this.bombs = bombs;
        this.seed = seed;
    }

    /** @param kind how it was spoilt, for the report */
    record Input(String kind, byte[] bytes) {}

    Input input(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        byte[] clip = clips.get(random.nextInt(clips.size())).clone();
        return switch (number % 12) {
            case 0 -> new Input("truncated", Arrays.copyOf(clip, random.nextInt(clip.length)));
            case 1 -> new Input("bits", flip(clip, random, 1 + random.nextInt(8), clip.length));
            case 2 -> new Input("noise", flip(clip, random, 1 + random.nextInt(clip.length / 20), clip.length));
            case 3 -> new Input("header", flip(clip, random, 1 + random.nextInt(40), Math.min(2048, clip.length)));
            case 4 -> new Input("hole", hole(clip, random));
            case 5 -> new Input("cut", cut(clip, random));
            case 6 -> new Input("repeated", repeated(clip, random));
            case 7 -> new Input("spliced", spliced(clip, clips.get(random.nextInt(clips.size())), random));
            case 8 -> new Input("polyglot", join(foreign(random), clip));
            case 9 -> new Input("tail", join(clip, clips.get(random.nextInt(clips.size()))));
            case 10 -> new Input("extremes", extremes(clip, random));
            default -> rare(clip, random);
        };
    }

    private Input rare(byte[] clip, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> new Input("bomb", bombs.get(random.nextInt(bombs.size())));
            case 1 -> new Input("foreign", foreign(random));
            case 2 -> new Input("empty", new byte[random.nextInt(16)]);
            case 3 -> {
                byte[] noise = new byte[1 + random.nextInt(100_000)];
                random.nextBytes(noise);
                System.arraycopy(clip, 0, noise, 0, Math.min(noise.length, 64));
                yield new Input("head-of-noise", noise);
            }
            default -> new Input("sound", clip);
        };
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

    private static byte[] join(byte[] one, byte[] other) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(one.length + other.length);
        joined.writeBytes(one);
        joined.writeBytes(other);
        return joined.toByteArray();
    }
}
