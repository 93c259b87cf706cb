package org.proofoflife.verification.observe;

import org.proofoflife.verification.facts.FaceFacts.Box;

/** How plain the background is. */
final class SceneMeter {

    /** Mean step between neighbours, in shades, from which a background is as busy as can be. */
    private static final double BUSY_STEP = 14;

    private static final double PLAIN_SPREAD = 40;
    private static final double SPREAD_RANGE = 60;
    private static final int FEWEST = 50;

    /** 0 (busy) to 1 (one colour); a slow gradient of light counts as plain. */
    double uniformity(Picture picture, Box face) {
        double sum = 0;
        double squares = 0;
        double steps = 0;
        int count = 0;
        double stride = Math.max(3, picture.width() / 107.0);
        for (double y = stride; y < face.y() + 0.8 * face.height(); y += stride) {
            for (double x = stride; x < picture.width() - stride; x += stride) {
                boolean beside = x < face.x() - 0.35 * face.width() || x > face.x() + 1.35 * face.width();
                if (beside || y < face.y() - 0.6 * face.height()) {
                    double shade = picture.shadeAt(x, y);
                    steps += Math.abs(picture.shadeAt(x + stride, y) - shade)
                            + Math.abs(picture.shadeAt(x, y + stride) - shade);
                    sum += shade;
                    squares += shade * shade;
                    count++;
                }
            }
        }
        if (count < FEWEST) {
            return 1;
        }
        double mean = sum / count;
        double spread = Math.sqrt(Math.max(0, squares / count - mean * mean));
        return share(1 - steps / (2.0 * count) / BUSY_STEP) * share(1 - (spread - PLAIN_SPREAD) / SPREAD_RANGE);
    }

    private static double share(double value) {
        return Math.max(0, Math.min(1, value));
    }
}
