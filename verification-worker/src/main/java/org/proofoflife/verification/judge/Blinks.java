package org.proofoflife.verification.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.proofoflife.storage.certification.Action;
import org.proofoflife.verification.judge.policy.Policy;

/** Blinks: a brief dip of both eyes under their own baseline while the head is still. */
final class Blinks {

    /** How far the baseline looks to either side, seconds. */
    private static final double REACH = 1.2;

    /** Seconds before and after a dip in which the head has to be where it is during the dip. */
    private static final double ASIDE = 0.6;

    /** Turns the median absolute deviation into a standard deviation. */
    private static final double NORMAL = 1.4826;

    private static final double ONSET = 0.25;

    private Blinks() {}

    static List<Candidate> of(Track track, Curve yaw, Curve pitch, Policy.ChallengeRules rules) {
        Curve left = dips(track.leftEye());
        Curve right = dips(track.rightEye());
        Curve dips = left.with(right, (one, other) -> (one + other) / 2);
        double noise = NORMAL * Stats.deviation(dips.values());
        double needed = Math.max(rules.blinkDip(), rules.blinkNoise() * noise);
        List<Candidate> found = new ArrayList<>();
        if (Double.isNaN(needed)) {
            return found;
        }
        Curve shuts = shut(track.leftShut()).with(shut(track.rightShut()), Math::min);
        Policy.SureBlink sure = rules.blinkSure();
        Predicate<Excursion> isSure = each ->
                each.hold() <= sure.seconds() && most(dips, each) >= sure.dip() && most(shuts, each) >= sure.shut();
        Predicate<Excursion> brief = each -> {
            double moves = isSure.test(each) ? sure.moves() : 1;
            return each.hold() <= rules.blinkMaxSeconds()
                    && isStill(pitch, each, moves * rules.blinkMaxPitchMove())
                    && isStill(yaw, each, moves * rules.blinkMaxYawMove());
        };
        for (Excursion dip : Excursion.above(dips, new Policy.Hysteresis(needed, needed / 2), ONSET)) {
            int peak = dips.index(dip.peak());
            double weaker = Math.min(left.values()[peak], right.values()[peak]);
            if (weaker >= 0.4 * needed && brief.test(dip)) {
                found.add(candidate(dip, needed));
            }
        }
        List<Candidate> seen = List.copyOf(found);
        for (Excursion shut :
                Excursion.above(shuts, new Policy.Hysteresis(rules.blinkShut(), rules.blinkShut() / 2), ONSET)) {
            if (seen.stream().noneMatch(other -> other.overlaps(shut.start(), shut.end()))
                    && most(dips, shut) >= rules.blinkShutDip()
                    && brief.test(shut)) {
                found.add(candidate(shut, rules.blinkShut()));
            }
        }
        return found;
    }

    private static double most(Curve curve, Excursion during) {
        return Stats.quantile(1, curve.between(during.start(), during.end()));
    }

    private static Candidate candidate(Excursion blink, double needed) {
        return new Candidate(Action.BLINK, blink.start(), blink.peak(), blink.end(), blink.amplitude() / needed);
    }

    /** By how much an eye looks more shut than it mostly does: the model takes some open eyes for shut. */
    private static Curve shut(Curve eye) {
        return eye.minus(Stats.median(eye.values()));
    }

    /** During the dip, and no other way than just before and after: a head that is held up lowers the ratio for long. */
    private static boolean isStill(Curve angle, Excursion dip, double most) {
        double there = angle.at(dip.peak());
        double before = Stats.median(angle.between(dip.start() - ASIDE, dip.start()));
        double after = Stats.median(angle.between(dip.end(), dip.end() + ASIDE));
        return angle.range(dip.start() - 0.05, dip.end() + 0.05) <= most
                && !(Math.abs(there - before) > most)
                && !(Math.abs(there - after) > most);
    }

    /** Share by which an eye is lower than what it was before and is again after. */
    private static Curve dips(Curve eye) {
        double[] v = eye.values();
        int reach = (int) Math.round(REACH / Curve.STEP);
        double[] dip = new double[v.length];
        double[] before = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            before[i] = openness(v, i - reach, i);
        }
        for (int i = 0; i < v.length; i++) {
            // What lies behind one sample lies before another.
            double after = i + reach < v.length ? before[i + reach] : openness(v, i, i + reach);
            double open = Math.min(before[i], after);
            dip[i] = open > 0 ? 1 - v[i] / open : Double.NaN;
        }
        return new Curve(eye.start(), dip);
    }

    private static double openness(double[] eye, int from, int to) {
        return Stats.quantile(0.75, Arrays.copyOfRange(eye, Math.max(0, from), Math.min(eye.length, to + 1)));
    }
}
