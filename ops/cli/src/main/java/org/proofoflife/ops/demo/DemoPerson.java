package org.proofoflife.ops.demo;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.proofoflife.ops.fixtures.portrait.Portrait;
import org.proofoflife.ops.fixtures.portrait.Portraits;
import org.proofoflife.storage.roster.IdentityNumber;

/** Somebody made up: a portrait with an invented name and a number that passes its check. */
public record DemoPerson(String ref, String number, String name, Portrait portrait) {

    private static final List<String> NAMES = List.of("陈建国", "李秀英", "王志强", "刘桂兰", "何伟明", "黄丽华");

    /** People nobody had before: each run of the demo has its own. */
    static List<DemoPerson> several(int count, long run) {
        List<Portrait> portraits = Portraits.fit();
        return IntStream.range(0, count)
                .mapToObj(i -> new DemoPerson(
                        String.format(Locale.ROOT, "demo-%d-%d", run, i + 1),
                        number(run, i),
                        NAMES.get(i % NAMES.size()),
                        portraits.get(i)))
                .toList();
    }

    private static String number(long run, int i) {
        long birthday = Math.floorMod(run / 1000, 28L) + 1;
        String digits = String.format(
                Locale.ROOT,
                "440106%04d%02d%02d%03d",
                1940 + i,
                Math.floorMod(run / 28_000, 12L) + 1,
                birthday,
                Math.floorMod(run, 1000L));
        return digits + IdentityNumber.checkCharacter(digits);
    }

    @Override
    public String toString() {
        return "DemoPerson[" + ref + "]";
    }
}
