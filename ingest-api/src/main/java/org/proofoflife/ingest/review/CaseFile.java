package org.proofoflife.ingest.review;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.CertificationState;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.roster.Endings.Ending;

/**
 * Everything a reviewer sees of a case. Name and number are masked: the pictures decide, not the papers.
 *
 * @param axes of the judgement; empty where nothing could be judged
 * @param frames names of the key frames, to be fetched one by one
 * @param hasTimeline whether there is a timeline to plot
 * @param hasPhoto whether there is an enrolment photo
 * @param ending what other records say may have ended the benefit, which no counter has answered: then two people certify
 * @param sameClip other certifications whose clip had the same bytes
 * @param sameFace cases of other people in which the same face was seen, earlier and later ones, the most alike first
 */
record CaseFile(
        UUID id,
        CertificationState state,
        OutcomeCode outcome,
        List<Reason> reasons,
        String challenge,
        Instant openedAt,
        @Nullable Instant submittedAt,
        @Nullable Instant decidedAt,
        String personRef,
        String personName,
        String scheme,
        @Nullable String policyVersion,
        List<Axis> axes,
        List<String> frames,
        boolean hasTimeline,
        boolean hasClip,
        boolean hasPhoto,
        @Nullable String heldBy,
        boolean heldByMe,
        boolean canDecide,
        boolean canSecond,
        List<Verdicts.Verdict> verdicts,
        List<Earlier> history,
        List<LocalDate> certifiedUntil,
        @Nullable Ending ending,
        List<Earlier> sameClip,
        List<SameFace> sameFace) {

    /** @param text what the person is told where this is the outcome, in the reader's language */
    record Reason(OutcomeCode code, String text) {}

    /** @param score 0 (worst) to 1 (best); @param band PASS, REVIEW or FAIL */
    record Axis(String axis, double score, String band, List<Reason> reasons) {}

    /**
     * Another certification, of this person or with this clip.
     *
     * @param id null if it is of a region that the reader does not see
     * @param readable whether it has a case page for the reader
     */
    record Earlier(
            @Nullable UUID id,
            CertificationState state,
            @Nullable OutcomeCode outcome,
            Instant openedAt,
            boolean readable) {}

    /**
     * A certification for somebody else.
     *
     * @param personRef null if they are of a region that the reader does not see
     * @param similarity 0 to 1: how likely both faces are one person's
     */
    record SameFace(Earlier certification, @Nullable String personRef, double similarity) {}

    @Override
    public String toString() {
        return "CaseFile[" + id + "]";
    }
}
