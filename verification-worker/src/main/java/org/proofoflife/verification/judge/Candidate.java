package org.proofoflife.verification.judge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.proofoflife.storage.certification.Action;

/**
 * A movement that passes for an action.
 *
 * @param strength how clearly, 0..1 and beyond: amplitude over what is asked for
 */
record Candidate(Action action, double start, double peak, double end, double strength) {

    /** Longest rest between two movements of one answer, seconds. */
    static final double PAUSE = 0.9;

    boolean overlaps(double from, double to) {
        return start < to && end > from;
    }

    /**
     * Every run of movements that follow one another at once, the longest from each start first: two nods or two blinks are
     * one answer, which began with the first of them.
     */
    static List<Candidate> runs(List<Candidate> movements) {
        List<Candidate> sorted = movements.stream()
                .sorted(Comparator.comparingDouble(Candidate::start))
                .toList();
        List<Candidate> runs = new ArrayList<>();
        for (int from = 0; from < sorted.size(); from++) {
            List<Candidate> growing = new ArrayList<>();
            Candidate run = sorted.get(from);
            growing.add(run);
            for (int k = from + 1; k < sorted.size() && sorted.get(k).start() - run.end() <= PAUSE; k++) {
                run = run.joined(sorted.get(k));
                growing.add(run);
            }
            Collections.reverse(growing);
            runs.addAll(growing);
        }
        return runs;
    }

    private Candidate joined(Candidate next) {
        boolean stronger = next.strength > strength;
        return new Candidate(
                action,
                start,
                stronger ? next.peak : peak,
                Math.max(end, next.end),
                stronger ? next.strength : strength);
    }
}
