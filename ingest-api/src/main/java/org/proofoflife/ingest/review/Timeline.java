package org.proofoflife.ingest.review;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A clip over time, to be plotted: what was asked, what was found, what was measured. All times in seconds. */
record Timeline(List<Asked> prompts, List<Found> actions, List<Sample> samples) {

    /** A prompt while it was shown; without times where the challenge had no windows. */
    record Asked(
            String action, @Nullable Double start, @Nullable Double end) {}

    /** @param prompt index of the prompt it answers, -1 for an action nobody asked for */
    record Found(int prompt, String action, double start, double peak, double end) {}

    /**
     * Null where no face was seen.
     *
     * @param yaw degrees, with pitch
     * @param eyes openness, the mean of both
     * @param pad 1 = live
     */
    record Sample(
            double time,
            @Nullable Double yaw,
            @Nullable Double pitch,
            @Nullable Double eyes,
            @Nullable Double mouth,
            @Nullable Double pad) {}
}
