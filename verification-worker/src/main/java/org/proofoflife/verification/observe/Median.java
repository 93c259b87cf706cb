package org.proofoflife.verification.observe;

import java.util.Arrays;

/** The middle of some values; the upper one of two. */
final class Median {

    private Median() {}

    /** @param values at least one */
    static double of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
