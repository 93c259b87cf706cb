package org.proofoflife.verification.record;

import java.time.Duration;
import org.proofoflife.storage.certification.Decision;
import org.proofoflife.verification.Verification;
import org.proofoflife.verification.judge.Judgement;
import tools.jackson.databind.json.JsonMapper;

/** A verification in the words of the decision table. */
public final class DecisionDraft {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DecisionDraft() {}

    public static Decision of(Verification verification, byte[] clipSha256, String evidenceKey, Duration elapsed) {
        Judgement judgement = verification.judgement();
        return new Decision(
                judgement.outcome(),
                judgement.reasons(),
                judgement.policyVersion(),
                verification.observation().models(),
                JSON.writeValueAsString(judgement.axes()),
                evidenceKey,
                clipSha256,
                elapsed.toMillis());
    }
}
