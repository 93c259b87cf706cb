package org.proofoflife.storage.certification;

import java.time.Instant;
import java.util.UUID;

/** A decision as it stands in the database. */
public record DecisionRecord(UUID certificationId, Decision decision, String worker, int attempt, Instant decidedAt) {}
