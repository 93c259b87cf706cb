package org.proofoflife.ingest.violating;

import org.proofoflife.verification.facts.Observation;

/** Breaks a wall on purpose. */
public record ReachesIntoTheWorker(Observation observation) {}
