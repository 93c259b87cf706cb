package org.proofoflife.verification.observe;

import static org.bytedeco.opencv.global.opencv_core.absdiff;
import static org.bytedeco.opencv.global.opencv_core.minMaxLoc;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.proofoflife.verification.facts.FaceFacts.Box;

/**
 * Tells whether a face still looks as it did when it was looked at last: then nothing of it needs to be measured anew.
 * An eyelid fills a block, so that a blink is a change.
 */
final class ChangeMeter implements AutoCloseable {

    /** Side of the blocks that are compared, pixels of the reduced picture; smaller ones are noise, larger ones no eye. */
    private static final int BLOCK = 8;

    /**
     * Mean difference of a block, over the contrast of the face, from which it has changed. Below, pose, eyes and mouth
     * differ by no more than the mesh trembles (95 of 100 frames of 19 clips: 1 degree, .01 and .03).
     */
    private static final double CHANGED = 0.12;

    /** A face that is looked at more often than that may do something short, so that every look counts; seconds. */
    private static final double SPARSE = 0.15;
    /** So often a face is looked at whether or not it seems to keep still; at five looks a second, every other time. */
    private static final double LONGEST = 0.3;

    private final Mat seen = new Mat();
    private double seenAt = Double.NEGATIVE_INFINITY;

    /** @param contrast of the face, shades */
    boolean isStill(Picture picture, Box face, double contrast) {
        double since = picture.time() - seenAt;
        return since > SPARSE && since < LONGEST && change(picture, face) < CHANGED * contrast;
    }

    void see(Picture picture) {
        seenAt = picture.time();
        picture.small().copyTo(seen);
    }

    /** Of the block that differs most from what was seen, 0..255. */
    private double change(Picture picture, Box face) {
        double scale = picture.scale();
        int left = inside(face.x() * scale, seen.cols() - BLOCK);
        int top = inside(face.y() * scale, seen.rows() - BLOCK);
        int width = BLOCK * Math.max(1, inside(face.width() * scale, seen.cols() - left) / BLOCK);
        int height = BLOCK * Math.max(1, inside(face.height() * scale, seen.rows() - top) / BLOCK);
        try (Rect place = new Rect(left, top, width, height);
                Mat now = new Mat(picture.small(), place);
                Mat then = new Mat(seen, place);
                Mat apart = new Mat();
                Mat blocks = new Mat();
                Size size = new Size(width / BLOCK, height / BLOCK);
                DoublePointer most = new DoublePointer(1)) {
            absdiff(now, then, apart);
            resize(apart, blocks, size, 0, 0, INTER_AREA);
            minMaxLoc(blocks, null, most, null, null, null);
            return most.get();
        }
    }

    private static int inside(double place, int limit) {
        return Math.max(0, Math.min(limit, (int) Math.round(place)));
    }

    @Override
    public void close() {
        seen.close();
    }
}
