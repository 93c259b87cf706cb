package org.proofoflife.verification.judge;

import java.util.ArrayList;
import java.util.List;
import org.proofoflife.verification.judge.policy.Policy;

/**
 * One movement away from the neutral and back, in one direction.
 *
 * @param start seconds at which it left the neutral
 * @param peak seconds of its extreme
 * @param end seconds at which it was back, or the end of what was seen
 * @param amplitude at the peak, in the curve's unit
 * @param hold seconds above half the amplitude
 * @param returned whether it came back before it went out of sight
 */
record Excursion(double start, double peak, double end, double amplitude, double hold, boolean returned) {

    /** The positive excursions of a curve that is 0 at the neutral. */
    static List<Excursion> above(Curve curve, Policy.Hysteresis trigger, double onsetShare) {
        List<Excursion> found = new ArrayList<>();
        double[] v = curve.values();
        int i = 0;
        int floor = 0;
        while (i < v.length) {
            if (!(v[i] >= trigger.begins())) {
                i++;
                continue;
            }
            int end = i;
            int peak = i;
            while (end + 1 < v.length && v[end + 1] >= trigger.ends()) {
                end++;
                peak = v[end] > v[peak] ? end : peak;
            }
            int above = 0;
            for (int k = i; k <= end; k++) {
                above += v[k] >= v[peak] / 2 ? 1 : 0;
            }
            int start = onset(v, i, floor, Math.min(trigger.ends(), onsetShare * v[peak]));
            boolean returned = end + 1 < v.length && !Double.isNaN(v[end + 1]);
            found.add(new Excursion(
                    curve.time(start), curve.time(peak), curve.time(end), v[peak], above * Curve.STEP, returned));
            floor = end;
            i = end + 1;
        }
        return found;
    }

    /** Back in time from {@code from} to where the curve was still at {@code level}, or turned up again. */
    private static int onset(double[] v, int from, int floor, double level) {
        int lowest = from;
        for (int k = from; k > floor && !Double.isNaN(v[k - 1]); k--) {
            if (v[lowest] <= level || v[k - 1] > v[lowest] + 1.5 * level) {
                break;
            }
            lowest = v[k - 1] < v[lowest] ? k - 1 : lowest;
        }
        return lowest;
    }

    boolean overlaps(double from, double to) {
        return start < to && end > from;
    }
}
