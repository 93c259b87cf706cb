package org.proofoflife.verification.facts;

import java.util.List;
import java.util.Map;

/**
 * Everything that was seen in one clip. It can be stored and judged again without the video; it holds no pixels and no
 * embedding, only geometry, measures and similarities.
 *
 * @param version of this format
 * @param clip the container and its picture
 * @param frames the sampled frames in time order
 * @param models role to id@sha256 of the models that measured
 */
public record Observation(int version, ClipFacts clip, List<FrameFacts> frames, Map<String, String> models) {
    public static final int VERSION = 1;

    public Observation {
        frames = List.copyOf(frames);
        models = Map.copyOf(models);
    }
}
