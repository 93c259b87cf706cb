package org.proofoflife.verification.judge;

import java.util.List;
import java.util.stream.IntStream;
import org.proofoflife.storage.certification.Action;
import org.proofoflife.verification.judge.policy.Policy;

/** Mouth openings: further and longer than speech, over the person's own closed mouth, and not drawn out as in a smile. */
final class MouthOpenings {

    private MouthOpenings() {}

    static List<Candidate> of(Track track, Policy.ChallengeRules rules) {
        double closed = Stats.quantile(0.25, track.mouth().values());
        Curve open = track.mouth().minus(closed).smoothed(rules.smoothing());
        return Excursion.above(open, new Policy.Hysteresis(rules.mouthOpen(), rules.mouthClose()), rules.onsetShare())
                .stream()
                // Speech closes again; what is held does not fall below a share of its widest.
                .filter(opening ->
                        open.held(open.index(opening.peak()), (1 - rules.mouthHoldShare()) * opening.amplitude())
                                >= rules.mouthMinHold())
                .filter(opening -> !isDrawnOut(opening, track, closed, rules))
                .map(opening -> new Candidate(
                        Action.OPEN_MOUTH,
                        opening.start(),
                        opening.peak(),
                        opening.end(),
                        opening.amplitude() / rules.mouthOpen()))
                .toList();
    }

    /** Whether the corners of the mouth move apart rather than its lips; not where its width was not measured. */
    private static boolean isDrawnOut(Excursion opening, Track track, double closed, Policy.ChallengeRules rules) {
        double[] mouth = track.mouth().values();
        double[] widths = track.mouthWidth().values();
        double[] atRest = IntStream.range(0, mouth.length)
                .filter(i -> mouth[i] <= closed + rules.mouthClose())
                .mapToDouble(i -> widths[i])
                .toArray();
        double rest = Stats.median(atRest);
        double wide = track.mouthWidth().smoothed(rules.smoothing()).at(opening.peak());
        double parted = (closed + opening.amplitude()) * wide - closed * rest;
        return wide - rest > rules.mouthWidening() * parted;
    }
}
