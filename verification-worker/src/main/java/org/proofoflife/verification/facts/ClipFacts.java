package org.proofoflife.verification.facts;

/**
 * @param sha256 of the file, hex
 * @param width of the upright picture (rotation applied), pixels
 * @param height of the upright picture, pixels
 * @param duration seconds from the first to the end of the last decoded frame
 * @param frameRate average decoded frames a second
 * @param container as ffmpeg names it
 * @param codec as ffmpeg names it
 */
public record ClipFacts(
        String sha256, int width, int height, double duration, double frameRate, String container, String codec) {}
