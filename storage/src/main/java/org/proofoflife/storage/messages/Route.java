package org.proofoflife.storage.messages;

/** Where work goes: one queue per route, bound to the work exchange by its key. */
public enum Route {
    VERIFICATION_SUBMIT("verification.submit", VerifySubmission.class, VerifySubmission.VERSION),
    /** Submissions that were put aside after every retry, for an operator to see; nobody consumes it. */
    VERIFICATION_PARKED("verification.parked", VerifySubmission.class, VerifySubmission.VERSION),
    ENROLMENT_JUDGE("enrolment.judge", JudgeEnrolment.class, JudgeEnrolment.VERSION);

    private final String key;
    private final Class<? extends WorkMessage> type;
    private final int version;

    Route(String key, Class<? extends WorkMessage> type, int version) {
        this.key = key;
        this.type = type;
        this.version = version;
    }

    public String key() {
        return key;
    }

    public Class<? extends WorkMessage> type() {
        return type;
    }

    /** The format that is written and understood. */
    public int version() {
        return version;
    }
}
