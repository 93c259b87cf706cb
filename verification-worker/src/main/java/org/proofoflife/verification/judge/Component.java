package org.proofoflife.verification.judge;

import org.jspecify.annotations.Nullable;
import org.proofoflife.verification.judge.Judgement.Band;
import org.proofoflife.verification.judge.Judgement.Signal;

/**
 * One measured thing on an axis.
 *
 * @param threshold below (or above) which it would no longer pass; null where it is only informative
 * @param score 0 = fails, 1 = passes, between = doubt
 */
record Component(String name, double value, @Nullable Double threshold, double score) {

    /** Score of a signal that by itself is reason for a person to look, but not to suspect. */
    static final double DOUBT = 0.25;

    Signal signal() {
        return Signal.of(name, value, threshold);
    }

    static Band band(double score) {
        return score >= 1 ? Band.PASS : score > 0 ? Band.REVIEW : Band.FAIL;
    }

    Component atLeast(double floor) {
        return new Component(name, value, threshold, Math.max(floor, score));
    }

    Component atMost(double ceiling) {
        return new Component(name, value, threshold, Math.min(ceiling, score));
    }
}
