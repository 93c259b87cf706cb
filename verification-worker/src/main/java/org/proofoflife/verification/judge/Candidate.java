package org.proofoflife.verification.judge;

import org.proofoflife.storage.certification.Action;

/**
 * A movement that passes for an action.
 *
 * @param strength how clearly, 0..1 and beyond: amplitude over what is asked for
 */
record Candidate(Action action, double start, double peak, double end, double strength) {

    boolean overlaps(double from, double to) {
        return start < to && end > from;
    }
}
