package org.proofoflife.batch.imports;

/** A row that was not taken: where it stands and why, without what stood in it. @param line 1-based */
public record Rejection(long line, String field, RejectReason reason) {}
