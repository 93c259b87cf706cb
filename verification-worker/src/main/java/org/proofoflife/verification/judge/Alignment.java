package org.proofoflife.verification.judge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses one movement a prompt so that they follow one another and as many prompts as possible are answered. */
final class Alignment {

    /** More than any strengths can add up to, so that an answered prompt always weighs more than a clearer movement. */
    private static final double FOUND = 100;

    private final List<List<Candidate>> fitting;

    /** @param fitting per prompt, in time order, what passes for it inside its window */
    Alignment(List<List<Candidate>> fitting) {
        this.fitting = fitting;
    }

    /** One entry a prompt, null where nothing fits. */
    List<@Nullable Candidate> best() {
        List<@Nullable Candidate> none = new ArrayList<>(Collections.nCopies(fitting.size(), null));
        List<Path> paths = new ArrayList<>();
        paths.add(new Path(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, none));
        for (int prompt = 0; prompt < fitting.size(); prompt++) {
            List<Path> next = new ArrayList<>(paths);
            for (Candidate candidate : fitting.get(prompt)) {
                Path best = null;
                for (Path path : paths) {
                    if (path.allows(candidate) && (best == null || path.value > best.value)) {
                        best = path;
                    }
                }
                if (best != null) {
                    next.add(best.with(prompt, candidate));
                }
            }
            paths = next;
        }
        Path best = paths.get(0);
        for (Path path : paths) {
            best = path.value > best.value ? path : best;
        }
        return best.chosen;
    }

    private record Path(double peak, double middle, double value, List<@Nullable Candidate> chosen) {

        /** Later than the one before and not the same movement: half of it at most may be shared. */
        boolean allows(Candidate candidate) {
            return candidate.peak() > peak && candidate.start() > middle;
        }

        Path with(int prompt, Candidate candidate) {
            List<@Nullable Candidate> more = new ArrayList<>(chosen);
            more.set(prompt, candidate);
            return new Path(
                    candidate.peak(),
                    Math.max(candidate.peak(), (candidate.start() + candidate.end()) / 2),
                    value + FOUND + Math.min(candidate.strength(), 3),
                    more);
        }
    }
}
