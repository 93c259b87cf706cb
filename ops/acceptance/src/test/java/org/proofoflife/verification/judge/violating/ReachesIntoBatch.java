package org.proofoflife.verification.judge.violating;

import org.proofoflife.batch.BatchApplication;

/** Breaks a wall on purpose. */
public record ReachesIntoBatch(BatchApplication application) {}
