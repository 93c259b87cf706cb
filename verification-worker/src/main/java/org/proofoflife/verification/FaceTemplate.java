package org.proofoflife.verification;

import java.util.Map;

/**
 * A face as the matchers see it: one embedding per matcher id. The most sensitive value in the system: never logged,
 * stored only encrypted.
 *
 * @param embeddings matcher id to its embedding
 */
public record FaceTemplate(Map<String, float[]> embeddings) {
    public FaceTemplate {
        embeddings = Map.copyOf(embeddings);
    }

    @Override
    public String toString() {
        return "FaceTemplate" + embeddings.keySet();
    }
}
