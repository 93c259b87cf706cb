package org.proofoflife.batch.period.violating;

import java.time.Clock;
import org.proofoflife.verification.facts.Observation;

/** Breaks two walls on purpose. */
public record AsksTheClock(Clock clock, Observation observation) {}
