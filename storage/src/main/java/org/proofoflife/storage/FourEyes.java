package org.proofoflife.storage;

/** What holds of every vote on what somebody else proposed, whatever it is about. */
public final class FourEyes {

    private FourEyes() {}

    /** @throws Refusal NOTE_MISSING */
    public static void requireReason(boolean approve, String note) {
        if (!approve && note.isBlank()) {
            throw Refusal.invalid("NOTE_MISSING", "A refusal says why");
        }
    }

    /** @throws Refusal OWN_PROPOSAL */
    public static <T> void requireAnother(T proposer, T voter) {
        if (proposer.equals(voter)) {
            throw Refusal.conflict("OWN_PROPOSAL", "Nobody votes on what they proposed");
        }
    }
}
