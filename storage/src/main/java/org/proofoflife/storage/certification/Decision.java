package org.proofoflife.storage.certification;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a worker decided on a clip (判定).
 *
 * @param outcome the one answer
 * @param reasonCodes every code that speaks against certification, the weightiest first
 * @param policyVersion of the thresholds used
 * @param models role to id@sha256
 * @param axesJson scores and bands per axis, JSON
 * @param evidenceKey of the evidence package, null where none could be made
 * @param clipSha256 of the bytes that were judged
 * @param elapsedMillis from claim to decision
 */
public record Decision(
        OutcomeCode outcome,
        List<OutcomeCode> reasonCodes,
        String policyVersion,
        Map<String, String> models,
        String axesJson,
        @Nullable String evidenceKey,
        byte[] clipSha256,
        long elapsedMillis) {}
