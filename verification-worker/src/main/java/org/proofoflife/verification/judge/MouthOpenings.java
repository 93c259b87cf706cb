package org.proofoflife.verification.judge;

import java.util.List;
import org.proofoflife.storage.certification.Action;
import org.proofoflife.verification.judge.policy.Policy;

/** Mouth openings: wider and longer than speech, over the person's own closed mouth. */
final class MouthOpenings {

    private MouthOpenings() {}

    static List<Candidate> of(Track track, Policy.ChallengeRules rules) {
        double closed = Stats.quantile(0.25, track.mouth().values());
        Curve open = track.mouth().minus(closed).smoothed(rules.smoothing());
        return Excursion.above(open, new Policy.Hysteresis(rules.mouthOpen(), rules.mouthClose()), rules.onsetShare())
                .stream()
                .filter(opening -> opening.hold() >= rules.mouthMinHold())
                .map(opening -> new Candidate(
                        Action.OPEN_MOUTH,
                        opening.start(),
                        opening.peak(),
                        opening.end(),
                        opening.amplitude() / rules.mouthOpen()))
                .toList();
    }
}
