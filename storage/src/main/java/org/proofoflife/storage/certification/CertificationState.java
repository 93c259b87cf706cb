package org.proofoflife.storage.certification;

import java.util.EnumSet;
import java.util.Set;

/** The life of a certification. The legal moves stand here and nowhere else; the database refuses every other. */
public enum CertificationState {
    /** Challenge issued, waiting for a clip. */
    OPEN,
    /** Clip received and checked, waiting for a worker. */
    SUBMITTED,
    /** A worker holds it. */
    VERIFYING,
    CERTIFIED,
    REJECTED,
    /** Waiting for a person: doubt, suspected attack, appeal, or a clip that could not be processed. */
    UNDER_REVIEW,
    /** Nothing arrived in time. */
    EXPIRED;

    /** The states this one may move to. VERIFYING may return to SUBMITTED (retry) and to itself (taken over). */
    public Set<CertificationState> successors() {
        return switch (this) {
            case OPEN -> EnumSet.of(SUBMITTED, EXPIRED);
            case SUBMITTED -> EnumSet.of(VERIFYING, REJECTED, UNDER_REVIEW);
            case VERIFYING -> EnumSet.of(VERIFYING, SUBMITTED, CERTIFIED, REJECTED, UNDER_REVIEW);
            case UNDER_REVIEW -> EnumSet.of(CERTIFIED, REJECTED);
            // An appeal brings a refusal before a person.
            case REJECTED -> EnumSet.of(UNDER_REVIEW);
            case CERTIFIED, EXPIRED -> EnumSet.noneOf(CertificationState.class);
        };
    }
}
