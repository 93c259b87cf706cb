package org.proofoflife.ops.demo;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.proofoflife.storage.certification.OutcomeCode;

/** One thing that somebody in front of the camera does, and what must come of it. */
public enum DemoCase {
    GENUINE_1("genuine, mp4 h264", 0, OutcomeCode.CERTIFIED),
    GENUINE_2("genuine, mirrored", 1, OutcomeCode.CERTIFIED),
    GENUINE_3("genuine, webm vp9", 2, OutcomeCode.CERTIFIED),
    GENUINE_4("genuine, webm vp8", 3, OutcomeCode.CERTIFIED),
    WRONG_ORDER("actions in the wrong order", 0, OutcomeCode.ACTION_NOT_FOLLOWED),
    LEFT_OUT("one action left out", 1, OutcomeCode.ACTION_NOT_FOLLOWED),
    ANOTHER_PERSON("another person", 2, OutcomeCode.FACE_MISMATCH),
    FLAT_PHOTO(
            // It can neither blink nor open its mouth: which of the two is told depends on the prompts.
            "flat photo, moved and tilted",
            3,
            OutcomeCode.PRESENTATION_ATTACK_SUSPECTED,
            OutcomeCode.ACTION_NOT_FOLLOWED),
    REPLAY("replay from a screen", 0, OutcomeCode.PRESENTATION_ATTACK_SUSPECTED),
    TWO_PEOPLE("two people in the picture", 1, OutcomeCode.MULTIPLE_FACES),
    SUNGLASSES("sunglasses", 2, OutcomeCode.EYES_COVERED),
    TRUNCATED("file cut short", 3, OutcomeCode.VIDEO_UNREADABLE),
    SAME_CLIP("the first clip once more", 0, OutcomeCode.REPLAYED_VIDEO);

    private final String title;
    private final int person;
    private final Set<OutcomeCode> expected;

    DemoCase(String title, int person, OutcomeCode expected, OutcomeCode... or) {
        this.title = title;
        this.person = person;
        this.expected = EnumSet.of(expected, or);
    }

    public String title() {
        return title;
    }

    /** Index of who is to be certified. */
    int person() {
        return person;
    }

    boolean isExpected(OutcomeCode outcome) {
        return expected.contains(outcome);
    }

    String expectation() {
        return expected.stream().map(Enum::name).sorted().collect(Collectors.joining(" or "));
    }
}
