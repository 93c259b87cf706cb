package org.proofoflife.ops.bench;

import java.util.Map;

/**
 * The median of several judgements of one clip, CPU seconds unless said otherwise.
 *
 * @param judgement of the whole judgement, decoder included
 * @param decoder of the judgement's decoder alone
 * @param bareDecode median of the bundled ffmpeg decoding the same clip to nothing
 * @param ratio judgement over bare decode
 * @param stages of that judgement on the judging thread, by stage, with {@code DECODER} and {@code RUNTIME}
 *     (garbage collection, compilation, reading the log); they add up to that judgement
 */
record CodecFigures(
        String codec,
        String outcome,
        int frames,
        double judgement,
        double decoder,
        double bareDecode,
        double ratio,
        Map<String, Double> stages) {

    double clipsPerCoreHour() {
        return 3600 / judgement;
    }
}
