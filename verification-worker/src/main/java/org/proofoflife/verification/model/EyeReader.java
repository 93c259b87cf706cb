package org.proofoflife.verification.model;

import org.bytedeco.opencv.opencv_core.Mat;

/** Tells shut eyes from open ones by their look: glasses hide from the mesh what lids do. */
public final class EyeReader {

    /**
     * Side of the square crop over the width of the eye. Measured, shut above .5: 10 of 13 prompted blinks and an eye that
     * is mostly open in 2 of 52 clips with 1.3; 9 of 13 and 5 of 52 with 1.7.
     */
    private static final double CROP = 1.3;

    private final OnnxModel model;
    private final String output;
    private final int open;
    private final int side;

    EyeReader(OnnxModel model) {
        this.model = model;
        this.output = model.entry().outputName("logits");
        this.open = (int) model.entry().outputNumber("open");
        this.side = model.entry().input().width();
    }

    /**
     * Probabilities that an eye is shut, 0..1.
     *
     * @param left of the eye on the picture's left
     * @param right of the eye on the picture's right
     */
    public record Shut(double left, double right) {}

    public Shut shut(Colours picture, Mesh mesh) {
        return new Shut(
                shut(picture, mesh, Mesh.EYE_LEFT, Mesh.EYE_LEFT_INNER),
                shut(picture, mesh, Mesh.EYE_RIGHT_INNER, Mesh.EYE_RIGHT));
    }

    private double shut(Colours picture, Mesh mesh, int from, int to) {
        double across = mesh.x(to) - mesh.x(from);
        double down = mesh.y(to) - mesh.y(from);
        Crop crop = new Crop(
                (mesh.x(from) + mesh.x(to)) / 2,
                (mesh.y(from) + mesh.y(to)) / 2,
                CROP * Math.hypot(across, down),
                Math.atan2(down, across));
        try (Mat eye = picture.square(crop.affine(side), side)) {
            return 1 - model.probability(eye, output, open);
        }
    }
}
