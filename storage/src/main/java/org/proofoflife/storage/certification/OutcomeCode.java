package org.proofoflife.storage.certification;

/**
 * What came out of a certification, and the reasons given for it. Codes are stable: channels act on them and texts in
 * every language are keyed by them.
 */
public enum OutcomeCode {
    CERTIFIED(CertificationState.CERTIFIED),

    /**
     * The prompts were not followed. That the face is the enrolled one (source document, 四(五)) the person is only told
     * where the machine found it to be.
     */
    ACTION_NOT_FOLLOWED(CertificationState.REJECTED),
    /** Not the enrolled person (source document, 四(六)). */
    FACE_MISMATCH(CertificationState.REJECTED),
    /** Somewhere in the clip one person was replaced by another. */
    IDENTITY_CHANGED(CertificationState.REJECTED),

    NO_FACE(CertificationState.REJECTED),
    MULTIPLE_FACES(CertificationState.REJECTED),
    EYES_COVERED(CertificationState.REJECTED),
    BROW_COVERED(CertificationState.REJECTED),
    FACE_TOO_FAR(CertificationState.REJECTED),
    FACE_TOO_CLOSE(CertificationState.REJECTED),
    FACE_OUT_OF_FRAME(CertificationState.REJECTED),
    NOT_FRONTAL(CertificationState.REJECTED),
    NOT_CALM(CertificationState.REJECTED),
    TOO_DARK(CertificationState.REJECTED),
    TOO_BRIGHT(CertificationState.REJECTED),
    BACK_LIGHT(CertificationState.REJECTED),
    SIDE_LIGHT(CertificationState.REJECTED),
    BLURRED(CertificationState.REJECTED),
    BACKGROUND_NOT_PLAIN(CertificationState.REJECTED),

    LOW_RESOLUTION(CertificationState.REJECTED),
    VIDEO_TOO_SHORT(CertificationState.REJECTED),
    VIDEO_TOO_LONG(CertificationState.REJECTED),
    VIDEO_UNREADABLE(CertificationState.REJECTED),
    /** The picture changed its shape midway, as when a phone is turned while it records. */
    VIDEO_TURNED(CertificationState.REJECTED),
    /** The same bytes were submitted before, by anyone. */
    REPLAYED_VIDEO(CertificationState.REJECTED),

    PRESENTATION_ATTACK_SUSPECTED(CertificationState.UNDER_REVIEW),
    /** The match score lies between acceptance and rejection. */
    MATCH_UNCERTAIN(CertificationState.UNDER_REVIEW),
    /** The judgement is in doubt on another axis. */
    JUDGEMENT_UNCERTAIN(CertificationState.UNDER_REVIEW),
    /** The clip could not be processed after every retry; a person looks, the pensioner is not at fault. */
    PROCESSING_FAILED(CertificationState.UNDER_REVIEW),

    /** Nothing was submitted before the challenge ran out. */
    CHALLENGE_EXPIRED(CertificationState.EXPIRED);

    private final CertificationState state;

    OutcomeCode(CertificationState state) {
        this.state = state;
    }

    /** The state that this outcome leads to when a machine decides. */
    public CertificationState state() {
        return state;
    }
}
