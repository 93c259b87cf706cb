package org.proofoflife.verification;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.Challenge;
import org.proofoflife.verification.facts.FaceFacts.Similarities;

/** Video in, decision out, without the stack: what the worker, {@code ops/verify} and the evaluation all call. */
public interface ClipVerifier extends AutoCloseable {

    /**
     * Never throws for what is wrong with the clip: that is a judgement (VIDEO_UNREADABLE, ...).
     *
     * @param reference the enrolled face; null = skip the match
     * @param challenge null = judge everything but the challenge
     * @param promptOffsets as in the submission, null = as the challenge says
     */
    Verification verify(
            Path clip,
            @Nullable FaceTemplate reference,
            @Nullable Challenge challenge,
            boolean mirrored,
            @Nullable List<Double> promptOffsets);

    /** Judges an enrolment photo (JPEG or PNG) by the same models. */
    EnrolmentJudgement enrol(byte[] photo);

    /**
     * The face of a photo whatever its quality, to be compared and not to be enrolled; null where no face is found.
     */
    @Nullable
    FaceTemplate template(byte[] photo);

    /** How alike two faces are, by every matcher that saw both. */
    Similarities compare(FaceTemplate one, FaceTemplate other);

    @Override
    void close();
}
