package org.proofoflife.ops.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.proofoflife.ops.fuzz.Mutator.Bomb;

class MutatorTest {

    private static final List<byte[]> CLIPS = List.of(
            Boxes.join(Boxes.box("ftyp", new byte[16]), Boxes.box("mdat", new byte[5000])),
            Boxes.join(new byte[] {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3, (byte) 0x84}, new byte[5000]));
    private static final List<Bomb> BOMBS =
            List.of(new Bomb("one", new byte[] {1, 2, 3}), new Bomb("two", new byte[] {4, 5, 6}));

    private final Mutator mutator = new Mutator(CLIPS, BOMBS, 3);

    @Test
    void givesTheSameBytesForTheSameSeedAndNumber() {
        Mutator again = new Mutator(CLIPS, BOMBS, 3);
        Mutator other = new Mutator(CLIPS, BOMBS, 4);
        int differing = 0;
        for (int number = 0; number < 100; number++) {
            assertThat(again.input(number).bytes())
                    .isEqualTo(mutator.input(number).bytes());
            differing += java.util.Arrays.equals(
                            other.input(number).bytes(), mutator.input(number).bytes())
                    ? 0
                    : 1;
        }
        assertThat(differing).isGreaterThan(50);
    }

    @Test
    void drawsOfEveryClassAmongTheFirstFew() {
        assertThat(kinds(0, 3)).containsExactlyInAnyOrder("truncated", "polyglot", "bomb:one");
        assertThat(kinds(0, 18)).hasSize(18);
        assertThat(kinds(0, 36)).contains("bomb:one", "bomb:two");
    }

    @Test
    void leavesTheSeedClipsAsTheyWere() {
        byte[] before = CLIPS.get(0).clone();
        kinds(0, 200);
        assertThat(CLIPS.get(0)).isEqualTo(before);
    }

    @Test
    void writesBoxesAndElementsThatSayHowLongTheyAre() {
        assertThat(Boxes.box("free", new byte[] {7})).containsExactly(0, 0, 0, 9, 'f', 'r', 'e', 'e', 7);
        assertThat(Boxes.element(0xEC, 2, new byte[] {7, 8})).containsExactly(0xEC, 1, 0, 0, 0, 0, 0, 0, 2, 7, 8);
        byte[] clip = "....stsz0000abcd".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Boxes.patched(clip, "stsz", 4, -1)).endsWith(0xff, 0xff, 0xff, 0xff);
        assertThat(Boxes.patched(clip, "none", 4, -1)).isEqualTo(clip);
    }

    private Set<String> kinds(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> mutator.input(number).kind())
                .collect(Collectors.toSet());
    }
}
