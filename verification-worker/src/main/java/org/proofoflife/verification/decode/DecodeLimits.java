package org.proofoflife.verification.decode;

import java.time.Duration;

/**
 * What a clip may be and what its decoding may cost. What is smaller than the policy asks for, but not too small to see
 * a face in, is decoded and judged on every axis before the policy refuses it: it costs less than a clip of full size,
 * and what was wrong besides is worth knowing.
 *
 * @param minSeconds shorter clips are VIDEO_TOO_SHORT
 * @param maxSeconds longer ones VIDEO_TOO_LONG
 * @param minShortSide pixels; smaller pictures are LOW_RESOLUTION at once
 * @param minLongSide pixels
 * @param maxPixels of one coded picture; more is VIDEO_UNREADABLE, a bomb rather than a camera
 * @param workingSide longer side in pixels that larger pictures are reduced to
 * @param wallTime after which the child is ended
 * @param cpuSeconds of the processor after which the child ends
 * @param memoryBytes of address space of the child
 */
public record DecodeLimits(
        double minSeconds,
        double maxSeconds,
        int minShortSide,
        int minLongSide,
        long maxPixels,
        int workingSide,
        Duration wallTime,
        int cpuSeconds,
        long memoryBytes) {

    public static DecodeLimits standard() {
        return new DecodeLimits(3, 30, 240, 240, 3840L * 2160, 1280, Duration.ofSeconds(60), 40, 1L << 30);
    }
}
