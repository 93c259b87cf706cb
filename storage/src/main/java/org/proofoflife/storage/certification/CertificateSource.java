package org.proofoflife.storage.certification;

/** Which way a person was certified. */
public enum CertificateSource {
    SELF_SERVICE,
    COUNTER,
    HOME_VISIT,
    DATA_COMPARISON,
    /** A reviewer certified what the machine had doubted or refused. */
    REVIEW
}
