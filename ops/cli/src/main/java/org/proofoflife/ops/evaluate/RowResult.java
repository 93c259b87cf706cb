package org.proofoflife.ops.evaluate;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.proofoflife.verification.facts.ClipFacts;
import org.proofoflife.verification.judge.Judgement;

/**
 * What became of one row; one JSON file each. Together with the stored observation it can be judged again.
 *
 * @param clip as the manifest names it
 * @param clipFile absolute, to find the ground truth again
 * @param right whether the expectation was met; false for an error
 * @param error why the row could not be judged; null when it was
 * @param judgement null for an error
 * @param actions prompts held against the ground truth; empty where there is none
 */
record RowResult(
        int number,
        String clip,
        String clipFile,
        boolean referenceGiven,
        String challenge,
        boolean mirrored,
        String expected,
        String species,
        boolean right,
        @Nullable String error,
        @Nullable ClipFacts facts,
        @Nullable Judgement judgement,
        List<ActionScore> actions) {

    /** File systems end names at 255 bytes; number and endings take some. */
    private static final int LONGEST_NAME = 200;

    static RowResult failed(ManifestRow row, String error) {
        return new RowResult(
                row.number(),
                row.clip(),
                row.clipFile(),
                !row.reference().isBlank(),
                row.challenge(),
                false,
                row.expected(),
                row.species(),
                false,
                error,
                null,
                null,
                List.of());
    }

    /** The same row, which could not be judged after all. */
    RowResult failed(String why) {
        return new RowResult(
                number,
                clip,
                clipFile,
                referenceGiven,
                challenge,
                mirrored,
                expected,
                species,
                false,
                why,
                null,
                null,
                List.of());
    }

    boolean challenged() {
        return !challenge.equals(RowJudge.NO_CHALLENGE);
    }

    String fileStem() {
        String name = clipFile.substring(clipFile.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
        name = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        return String.format(Locale.ROOT, "%05d-%s", number, name);
    }
}
