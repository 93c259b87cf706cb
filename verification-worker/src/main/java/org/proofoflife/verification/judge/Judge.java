package org.proofoflife.verification.judge;

import org.proofoflife.verification.facts.Observation;

/** Facts to decision: pure, deterministic, no I/O, no clock. */
public interface Judge {

    Judgement judge(Observation observation, JudgeRequest request);
}
