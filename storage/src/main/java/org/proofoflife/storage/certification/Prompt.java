package org.proofoflife.storage.certification;

import org.jspecify.annotations.Nullable;

/**
 * One prompted action and the window in which it is expected, in seconds from the start of the recording.
 *
 * @param action what the person is asked to do
 * @param window when; null when only the order counts
 */
public record Prompt(Action action, @Nullable Window window) {

    /** @param start inclusive, seconds; @param end exclusive, seconds, after start */
    public record Window(double start, double end) {
        public Window {
            if (!(start >= 0 && end > start && end <= 600)) {
                throw new IllegalArgumentException(
                        "A window is START-END in seconds with 0 <= START < END: " + start + "-" + end);
            }
        }
    }
}
