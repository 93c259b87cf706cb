package org.proofoflife.ingest.challenge;

import static org.proofoflife.storage.certification.Action.BLINK;
import static org.proofoflife.storage.certification.Action.LOOK_DOWN;
import static org.proofoflife.storage.certification.Action.LOOK_UP;
import static org.proofoflife.storage.certification.Action.NOD;
import static org.proofoflife.storage.certification.Action.OPEN_MOUTH;
import static org.proofoflife.storage.certification.Action.SHAKE;
import static org.proofoflife.storage.certification.Action.TURN_LEFT;
import static org.proofoflife.storage.certification.Action.TURN_RIGHT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.proofoflife.storage.certification.Action;
import org.proofoflife.storage.certification.Challenge;
import org.proofoflife.storage.certification.Prompt;

/**
 * Makes challenges that cannot be foreseen and that someone of 80 can follow: two to four different actions, each with
 * seconds to spare, never two in a row on the same axis of the head (left after right, down after up, a nod after
 * looking up), always one turn, because a turn is what tells a head from a picture of one, and always eyes or mouth,
 * because a print worn like a mask turns as a head does.
 */
public final class ChallengeIssuer {

    private static final Set<Action> TURNS = EnumSet.of(TURN_LEFT, TURN_RIGHT);
    private static final Set<Action> YAW = EnumSet.of(TURN_LEFT, TURN_RIGHT, SHAKE);
    private static final Set<Action> PITCH = EnumSet.of(LOOK_UP, LOOK_DOWN, NOD);
    private static final Set<Action> FACE = EnumSet.of(BLINK, OPEN_MOUTH);

    // There are only eight challenges of two actions: one of them has to be guessed less often.
    private static final int[] COUNTS = {2, 3, 3, 4, 4};
    // Tenths of a second for one action, by number of actions: time to hear, understand and do it slowly.
    private static final int[] WINDOW = {0, 0, 50, 40, 32};
    // The recording's end is cut unevenly by browsers; nothing is asked in its last moments.
    private static final int TAIL = 4;

    private final Random random;
    private final int recording;
    private final int frontal;

    /** @param random cryptographically strong */
    public ChallengeIssuer(Random random, ChallengeProperties properties) {
        this.random = random;
        this.recording = tenths(properties.recording().toMillis());
        this.frontal = tenths(properties.frontal().toMillis());
    }

    public Challenge issue() {
        int count = COUNTS[random.nextInt(COUNTS.length)];
        List<Action> actions = choose(count);
        int slack = recording - TAIL - frontal - count * WINDOW[count];
        int[] starts = random.ints(count, 0, slack + 1).sorted().toArray();
        List<Prompt> prompts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int start = frontal + starts[i] + i * WINDOW[count];
            prompts.add(new Prompt(actions.get(i), new Prompt.Window(start / 10.0, (start + WINDOW[count]) / 10.0)));
        }
        return new Challenge(prompts);
    }

    private List<Action> choose(int count) {
        List<Action> actions = new ArrayList<>(Arrays.asList(Action.values()));
        while (true) {
            Collections.shuffle(actions, random);
            List<Action> chosen = actions.subList(0, count);
            if (isTelling(chosen) && followable(chosen)) {
                return List.copyOf(chosen);
            }
        }
    }

    private static boolean isTelling(List<Action> actions) {
        return actions.stream().anyMatch(TURNS::contains) && actions.stream().anyMatch(FACE::contains);
    }

    /** Whether no two neighbours contradict each other or can be taken for one another. */
    static boolean followable(List<Action> actions) {
        for (int i = 1; i < actions.size(); i++) {
            Action before = actions.get(i - 1);
            Action after = actions.get(i);
            if (before == after
                    || (YAW.contains(before) && YAW.contains(after))
                    || (PITCH.contains(before) && PITCH.contains(after))
                    || (FACE.contains(before) && FACE.contains(after))) {
                return false;
            }
        }
        return true;
    }

    private static int tenths(long millis) {
        return (int) (millis / 100);
    }
}
