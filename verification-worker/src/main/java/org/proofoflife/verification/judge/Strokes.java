package org.proofoflife.verification.judge;

import java.util.ArrayList;
import java.util.List;
import org.proofoflife.storage.certification.Action;
import org.proofoflife.verification.judge.policy.Policy;

/** Nods and shakes: there and back, by the turning points of the curve. */
final class Strokes {

    /** A head that moves no further for so long is at rest: degrees and seconds. */
    private static final double AT_REST = 2;

    private static final double REST = 0.4;

    private Strokes() {}

    /** A brief dip of the chin that comes back, or a brief lift. */
    static List<Candidate> nods(Curve pitch, Policy.ChallengeRules rules) {
        double[] v = pitch.values();
        List<Integer> pivots = pivots(v, rules.nodAngle() * rules.strokeReturn());
        List<Candidate> found = new ArrayList<>();
        for (int k = 1; k + 1 < pivots.size(); k++) {
            int peak = pivots.get(k);
            double out = Math.abs(v[peak] - v[foot(v, pivots.get(k - 1), peak, rules.nodAngle())]);
            double back = Math.abs(v[peak] - v[pivots.get(k + 1)]);
            boolean away = Math.abs(v[peak]) >= rules.nodAngle() * rules.strokeReturn()
                    && v[peak] > 0 == v[peak] > v[pivots.get(k - 1)];
            if (away
                    && out >= rules.nodAngle()
                    && back >= rules.strokeReturn() * out
                    && pitch.held(peak, Math.min(out, back) / 2) <= rules.maxStroke()) {
                found.add(new Candidate(
                        Action.NOD,
                        pitch.time(leave(v, pivots.get(k - 1), peak, rules.onsetShare())),
                        pitch.time(peak),
                        pitch.time(leave(v, pivots.get(k + 1), peak, rules.onsetShare())),
                        out / rules.nodAngle()));
            }
        }
        return found;
    }

    /** To one side of the neutral and then to the other without stopping for long. */
    static List<Candidate> shakes(Curve yaw, Policy.ChallengeRules rules) {
        double[] v = yaw.values();
        List<Integer> pivots = pivots(v, rules.shakeAngle());
        List<Candidate> found = new ArrayList<>();
        for (int k = 1; k < pivots.size(); k++) {
            int first = pivots.get(k - 1);
            int second = pivots.get(k);
            double smaller = Math.min(Math.abs(v[first]), Math.abs(v[second]));
            boolean bothSides = v[first] > 0 != v[second] > 0 && smaller >= rules.shakeAngle();
            // The pause is measured between leaving half of one side and reaching half of the other.
            if (bothSides && crossing(v, first, second) * Curve.STEP <= rules.maxStrokeGap()) {
                int before = k >= 2 ? pivots.get(k - 2) : 0;
                int after = k + 1 < pivots.size() ? pivots.get(k + 1) : v.length - 1;
                found.add(new Candidate(
                        Action.SHAKE,
                        yaw.time(leaveZero(v, before, first, rules.onsetShare())),
                        yaw.time(first),
                        yaw.time(leaveZero(v, after, second, rules.onsetShare())),
                        smaller / rules.shakeAngle()));
            }
        }
        return found;
    }

    /** Indices of alternating maxima and minima that differ by at least {@code swing}; the ends count. */
    static List<Integer> pivots(double[] v, double swing) {
        List<Integer> pivots = new ArrayList<>();
        int low = -1;
        int high = -1;
        for (int i = 0; i < v.length; i++) {
            if (Double.isNaN(v[i])) {
                continue;
            }
            low = low < 0 || v[i] < v[low] ? i : low;
            high = high < 0 || v[i] > v[high] ? i : high;
            if (v[high] - v[i] >= swing && high < i) {
                close(pivots, v, high, true);
                high = i;
                low = i;
            } else if (v[i] - v[low] >= swing && low < i) {
                close(pivots, v, low, false);
                low = i;
                high = i;
            }
        }
        if (low >= 0 && !pivots.isEmpty()) {
            int last = pivots.get(pivots.size() - 1);
            pivots.add(Math.abs(v[low] - v[last]) > Math.abs(v[high] - v[last]) ? low : high);
        }
        return pivots;
    }

    private static void close(List<Integer> pivots, double[] v, int pivot, boolean maximum) {
        if (pivots.size() >= 2) {
            int last = pivots.get(pivots.size() - 1);
            boolean lastWasMaximum = v[last] > v[pivots.get(pivots.size() - 2)];
            if (lastWasMaximum == maximum) {
                if (maximum == v[pivot] > v[last]) {
                    pivots.set(pivots.size() - 1, pivot);
                }
                return;
            }
        }
        if (pivots.isEmpty()) {
            // The curve comes from somewhere: the first sample seen is the foot of the first stroke.
            int first = 0;
            while (Double.isNaN(v[first])) {
                first++;
            }
            if (first < pivot && v[first] != v[pivot]) {
                pivots.add(first);
            }
        }
        pivots.add(pivot);
    }

    /** Where the stroke to {@code peak} began: at the last rest that far from it since the pivot before, or at that pivot. */
    private static int foot(double[] v, int pivot, int peak, double away) {
        int from = peak;
        for (int k = peak; k > pivot; k--) {
            from = Math.abs(v[k] - v[from]) <= AT_REST ? from : k;
            if ((from - k) * Curve.STEP >= REST && Math.abs(v[from] - v[peak]) >= away) {
                return from;
            }
        }
        return pivot;
    }

    /** From the peak towards the foot: where only {@code share} of the stroke is left, or the neutral is reached. */
    private static int leave(double[] v, int foot, int peak, double share) {
        int step = foot < peak ? -1 : 1;
        double limit = share * Math.abs(v[peak] - v[foot]);
        double side = Math.signum(v[peak]);
        int k = peak;
        while (k != foot && !(Math.abs(v[k] - v[foot]) <= limit) && !(v[k] * side <= share * Math.abs(v[peak]))) {
            k += step;
        }
        return k;
    }

    private static int leaveZero(double[] v, int foot, int peak, double share) {
        int step = foot < peak ? -1 : 1;
        int k = peak;
        while (k != foot && k >= 0 && k < v.length && !(v[k] * Math.signum(v[peak]) <= share * Math.abs(v[peak]))) {
            k += step;
        }
        return k;
    }

    private static int crossing(double[] v, int first, int second) {
        int from = first;
        while (from < second && Math.abs(v[from] - v[first]) < Math.abs(v[first]) / 2) {
            from++;
        }
        int to = second;
        while (to > from && Math.abs(v[to] - v[second]) < Math.abs(v[second]) / 2) {
            to--;
        }
        return to - from;
    }
}
