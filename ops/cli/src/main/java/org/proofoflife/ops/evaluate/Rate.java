package org.proofoflife.ops.evaluate;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How often something went wrong, and between what it may lie in truth: 95 % by Wilson's score interval (Wilson, Probable
 * inference, JASA 22, 1927), as if every presentation or comparison were of another person. Where several are of one, the
 * truth may lie further away.
 *
 * @param name as the standards have it
 * @param meaning in plain words
 * @param rate errors over of; null, as low and high, where nothing was there to measure it on
 */
record Rate(
        String name,
        String meaning,
        int errors,
        int of,
        @Nullable Double rate,
        @Nullable Double low,
        @Nullable Double high) {

    /** Standard deviations on either side of a normal distribution's mean that hold 95 % of it. */
    private static final double Z = 1.959964;

    static Rate of(String name, String meaning, int errors, int of) {
        if (of == 0) {
            return new Rate(name, meaning, errors, of, null, null, null);
        }
        double rate = (double) errors / of;
        double spread = Z * Math.sqrt(rate * (1 - rate) / of + Z * Z / (4.0 * of * of));
        double middle = rate + Z * Z / (2.0 * of);
        double scale = 1 + Z * Z / of;
        // Without an error, or with nothing else, one end is the rate itself; rounding would miss it.
        double low = errors == 0 ? 0 : (middle - spread) / scale;
        double high = errors == of ? 1 : (middle + spread) / scale;
        return new Rate(name, meaning, errors, of, rate, low, high);
    }

    static Rate of(int errors, int of) {
        return of("", "", errors, of);
    }

    /** Such as {@code 0.0196 (1 of 51; 0.0035 to 0.1030)}. */
    String text() {
        return rate == null
                ? "-"
                : String.format(Locale.ROOT, "%.4f (%d of %d; %.4f to %.4f)", rate, errors, of, low, high);
    }
}
