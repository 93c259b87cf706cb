package org.proofoflife.verification.model;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.proofoflife.verification.facts.FaceFacts.Box;
import org.proofoflife.verification.model.ModelManifest.Input;

/** Tells a face before the camera from a picture of one, frame by frame, by its look and its surround. */
public final class PresentationAttackDetector {

    private final OnnxModel model;
    private final String output;
    private final int live;
    private final double boxScale;

    PresentationAttackDetector(OnnxModel model) {
        this.model = model;
        this.output = model.entry().outputName("logits");
        this.live = (int) model.entry().outputNumber("live");
        Double declared = model.entry().input().boxScale();
        this.boxScale = declared == null ? 1 : declared;
    }

    /** Probability of a bona fide presentation, 0..1. */
    public double live(Mat bgr, Box face) {
        Input input = model.entry().input();
        try (Rect area = surround(face, bgr.cols(), bgr.rows());
                Mat part = new Mat(bgr, area);
                Mat small = new Mat();
                Size size = new Size(input.width(), input.height())) {
            resize(part, small, size, 0, 0, INTER_LINEAR);
            return model.probability(small, output, live);
        }
    }

    /** The face with its surround, shifted and, if it must be, shrunk to lie inside the picture. */
    private Rect surround(Box face, int width, int height) {
        double scale = Math.min(boxScale, Math.min((width - 1) / face.width(), (height - 1) / face.height()));
        int w = Math.max(1, (int) (face.width() * scale));
        int h = Math.max(1, (int) (face.height() * scale));
        int x = (int) (face.x() + (face.width() - w) / 2);
        int y = (int) (face.y() + (face.height() - h) / 2);
        return new Rect(Math.max(0, Math.min(x, width - w)), Math.max(0, Math.min(y, height - h)), w, h);
    }
}
