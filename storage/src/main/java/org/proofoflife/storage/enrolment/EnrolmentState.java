package org.proofoflife.storage.enrolment;

/**
 * The life of an enrolment photo: PENDING, then ACTIVE, REFUSED or FAILED; ACTIVE ends as REPLACED. Whoever takes back
 * the consent ends every one of them as WITHDRAWN.
 */
public enum EnrolmentState {
    /** Stored, waiting for a worker. */
    PENDING,
    /** The face that certifications are matched against; at most one a person. */
    ACTIVE,
    /** Unfit, with reasons. */
    REFUSED,
    /** A later enrolment took its place. */
    REPLACED,
    /** Could not be judged after every retry; the photo is not at fault. */
    FAILED,
    /** The person took back the consent; nothing of the face is kept. */
    WITHDRAWN
}
