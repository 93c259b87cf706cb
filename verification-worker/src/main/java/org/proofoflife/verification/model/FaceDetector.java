package org.proofoflife.verification.model;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.proofoflife.verification.facts.FaceFacts.Box;
import org.proofoflife.verification.model.ModelManifest.Input;

/** Finds the faces of a picture. */
public final class FaceDetector {

    private static final int COORDINATES = 4;

    private final OnnxModel model;
    private final String scoresName;
    private final String boxesName;
    private final double threshold;
    private final double overlap;

    FaceDetector(OnnxModel model) {
        this.model = model;
        this.scoresName = model.entry().outputName("scores");
        this.boxesName = model.entry().outputName("boxes");
        this.threshold = model.entry().outputNumber("threshold");
        this.overlap = model.entry().outputNumber("overlap");
    }

    /** @param box in pixels, may reach over the picture's edge; @param score 0..1 */
    public record Detection(Box box, double score) {}

    /** The faces of an 8-bit BGR picture of any size, the surest first. */
    public List<Detection> detect(Mat bgr) {
        Input input = model.entry().input();
        try (Mat small = new Mat();
                Size size = new Size(input.width(), input.height())) {
            resize(bgr, small, size, 0, 0, INTER_LINEAR);
            Map<String, float[]> outputs = model.run(small, Set.of(scoresName, boxesName));
            return suppress(candidates(outputs, bgr.cols(), bgr.rows()));
        }
    }

    /**
     * Whether half a face is at the left or right edge of an 8-bit BGR picture: with its mirror image beyond the edge it
     * makes a whole one, which the detector finds.
     */
    public boolean hasHalf(Mat bgr) {
        int beyond = bgr.cols() / 4;
        try (Mat wide = new Mat()) {
            copyMakeBorder(bgr, wide, 0, 0, beyond, beyond, BORDER_REFLECT);
            return detect(wide).stream()
                    .map(Detection::box)
                    .anyMatch(box -> crosses(box, beyond) || crosses(box, beyond + bgr.cols()));
        }
    }

    private static boolean crosses(Box box, double edge) {
        return box.x() < edge && box.x() + box.width() > edge;
    }

    private List<Detection> candidates(Map<String, float[]> outputs, int width, int height) {
        float[] scores = outputs.getOrDefault(scoresName, new float[0]);
        float[] boxes = outputs.getOrDefault(boxesName, new float[0]);
        List<Detection> found = new ArrayList<>();
        for (int anchor = 0; anchor < scores.length / 2; anchor++) {
            float score = scores[2 * anchor + 1];
            if (score > threshold) {
                int at = COORDINATES * anchor;
                double x = boxes[at] * width;
                double y = boxes[at + 1] * height;
                found.add(new Detection(new Box(x, y, boxes[at + 2] * width - x, boxes[at + 3] * height - y), score));
            }
        }
        found.sort(Comparator.comparingDouble(Detection::score).reversed());
        return found;
    }

    private List<Detection> suppress(List<Detection> sorted) {
        List<Detection> kept = new ArrayList<>();
        for (Detection candidate : sorted) {
            if (kept.stream().noneMatch(better -> overlap(better.box(), candidate.box()) > overlap)) {
                kept.add(candidate);
            }
        }
        return kept;
    }

    /** Intersection over union. */
    static double overlap(Box a, Box b) {
        double width = Math.min(a.x() + a.width(), b.x() + b.width()) - Math.max(a.x(), b.x());
        double height = Math.min(a.y() + a.height(), b.y() + b.height()) - Math.max(a.y(), b.y());
        if (width <= 0 || height <= 0) {
            return 0;
        }
        double shared = width * height;
        return shared / (a.width() * a.height() + b.width() * b.height() - shared);
    }
}
