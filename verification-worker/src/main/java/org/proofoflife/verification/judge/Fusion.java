package org.proofoflife.verification.judge;

import java.util.Map;
import org.proofoflife.verification.facts.FaceFacts.Similarities;
import org.proofoflife.verification.judge.policy.Policy;

/** Raw similarities of several matchers to one calibrated log-odds of "the same person". */
public final class Fusion {

    private final Policy.Match policy;

    public Fusion(Policy.Match policy) {
        this.policy = policy;
    }

    /** NaN when no known matcher measured. Weights are shared out among those that did. */
    public double logOdds(Similarities similarities) {
        double sum = 0;
        double weights = 0;
        for (Map.Entry<String, Policy.Calibration> entry : policy.matchers().entrySet()) {
            Double raw = similarities.byMatcher().get(entry.getKey());
            if (raw != null) {
                Policy.Calibration calibration = entry.getValue();
                sum += calibration.weight() * calibration.slope() * (raw - calibration.midpoint());
                weights += calibration.weight();
            }
        }
        return weights > 0 ? sum / weights : Double.NaN;
    }
}
