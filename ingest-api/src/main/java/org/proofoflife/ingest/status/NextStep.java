package org.proofoflife.ingest.status;

/** What a person can do now. Every state offers at least one. */
public enum NextStep {
    RECORD_AND_UPLOAD,
    WAIT,
    KEEP_RECEIPT,
    TRY_AGAIN,
    OTHER_CHANNELS,
    APPEAL
}
