package org.proofoflife.verification.observe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.opencv.opencv_core.Mat;
import org.proofoflife.verification.model.FaceMatcher;
import org.proofoflife.verification.model.Mesh;

/** Faces as matchers see them, by the matcher's id. */
final class Embeddings {

    private Embeddings() {}

    static Map<String, float[]> of(Mat bgr, Mesh mesh, List<FaceMatcher> matchers) {
        Map<String, float[]> embeddings = new LinkedHashMap<>();
        for (FaceMatcher matcher : matchers) {
            try (Mat crop = matcher.crop(bgr, mesh)) {
                embeddings.put(matcher.id(), matcher.embed(crop));
            }
        }
        return embeddings;
    }

    /** By every matcher that saw both; of another length an embedding is another model's. */
    static Map<String, Double> similarities(
            Map<String, float[]> one, Map<String, float[]> other, List<FaceMatcher> matchers) {
        Map<String, Double> similarities = new LinkedHashMap<>();
        for (FaceMatcher matcher : matchers) {
            float[] mine = one.get(matcher.id());
            float[] theirs = other.get(matcher.id());
            if (mine != null && theirs != null && mine.length == theirs.length) {
                similarities.put(matcher.id(), matcher.similarity(mine, theirs));
            }
        }
        return similarities;
    }
}
