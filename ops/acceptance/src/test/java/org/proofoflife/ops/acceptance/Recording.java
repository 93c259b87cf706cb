package org.proofoflife.ops.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.proofoflife.verification.decode.ClipRejectedException;
import org.proofoflife.verification.decode.DecodeLimits;
import org.proofoflife.verification.decode.FrameStream;
import org.proofoflife.verification.decode.SamplingPlan;
import org.proofoflife.verification.decode.VideoFrame;

/**
 * Which pictures a browser's clip really holds. A machine that is too busy leaves some out, and then the judge rightly
 * doubts whoever did as asked.
 *
 * @param rate pictures a second
 * @param longestGap seconds between two pictures
 * @param stillness seconds for which the camera at most gave the browser the same picture
 */
record Recording(double rate, double longestGap, double stillness) {

    /** Half of what the camera gives. A blink is closed for a tenth of a second, so one picture of it is sure. */
    private static final double LEAST_RATE = 15;
    /** Less than the shortest action takes. */
    private static final double MOST_GAP = 0.4;

    private static final SamplingPlan EVERY_PICTURE = new SamplingPlan(1000, List.of());

    static Recording of(Path clip, double stillness) throws IOException, ClipRejectedException {
        try (FrameStream frames = FrameStream.open(clip, EVERY_PICTURE, DecodeLimits.standard())) {
            double before = 0;
            double longest = 0;
            int count = 0;
            for (VideoFrame frame = frames.next(); frame != null; frame = frames.next()) {
                longest = Math.max(longest, frame.time() - before);
                before = frame.time();
                count++;
            }
            return new Recording((count - 1) / before, longest, stillness);
        }
    }

    /** Whether the machine kept up, so that an outcome is the page's and the judge's alone. */
    boolean isWhole() {
        return rate >= LEAST_RATE && longestGap <= MOST_GAP && stillness <= MOST_GAP;
    }
}
