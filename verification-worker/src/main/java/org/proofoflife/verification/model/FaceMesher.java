package org.proofoflife.verification.model;

import java.util.Map;
import java.util.Set;
import org.bytedeco.opencv.opencv_core.Mat;
import org.proofoflife.verification.facts.FaceFacts.Box;

/** Fits 468 landmarks to a face that was found before. */
public final class FaceMesher {

    /** Side of the square crop over the longer side of the face, as the model was trained. */
    private static final double CROP = 1.5;

    private final OnnxModel model;
    private final String landmarksName;
    private final String presenceName;
    private final int side;

    FaceMesher(OnnxModel model) {
        this.model = model;
        this.landmarksName = model.entry().outputName("landmarks");
        this.presenceName = model.entry().outputName("presence");
        this.side = model.entry().input().width();
    }

    /** As {@link #mesh(Colours, Box)}, in a picture that is there whole. */
    public Mesh mesh(Mat bgr, Box box) {
        return mesh(Colours.of(bgr), box);
    }

    /** The mesh of a face known by a detector's box: two passes, the second on a crop levelled by the first. */
    public Mesh mesh(Colours picture, Box box) {
        double size = CROP * Math.max(box.width(), box.height());
        Crop upright = new Crop(box.x() + box.width() / 2, box.y() + box.height() / 2, size, 0);
        return refine(picture, fit(picture, upright));
    }

    /** The mesh of a face that had {@code near} on a frame just before: one pass. */
    public Mesh refine(Colours picture, Mesh near) {
        return fit(picture, Crop.around(near, CROP));
    }

    private Mesh fit(Colours picture, Crop crop) {
        try (Mat face = picture.square(crop.affine(side), side)) {
            Map<String, float[]> outputs = model.run(face, Set.of(landmarksName, presenceName));
            float logit = outputs.getOrDefault(presenceName, new float[1])[0];
            float[] raw = outputs.getOrDefault(landmarksName, new float[0]);
            return new Mesh(crop.toPicture(raw, side), 1 / (1 + Math.exp(-logit)));
        }
    }
}
