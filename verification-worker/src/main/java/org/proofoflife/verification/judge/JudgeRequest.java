package org.proofoflife.verification.judge;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.Challenge;

/**
 * What the clip is held against.
 *
 * @param challenge null = judge everything but the challenge
 * @param mirrored whether the picture is a mirror image
 * @param promptOffsets seconds at which each prompt was really shown, in order; null = as the challenge says
 * @param matchExpected whether a reference face was given
 */
public record JudgeRequest(
        @Nullable Challenge challenge,
        boolean mirrored,
        @Nullable List<Double> promptOffsets,
        boolean matchExpected) {}
