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
        return mesh((affine, side) -> Warp.square(bgr, affine, side), box);
    }

    /** The mesh of a face known by a detector's box: two passes, the second on a crop levelled by the first. */
    public Mesh mesh(Colours picture, Box box) {
        double size = CROP * Math.max(box.width(), box.height());
        Crop upright = new Crop(box.x() + box.width() / 2, box.y() + box.height() / 2, size, 0);
        return refine(picture, fit(picture, upright));
    }

    /** The mesh of a face that had {@code near} on a frame just before: one pass. */
    public Mesh refine(Colours picture, Mesh near) {
        return fit(picture, Crop.around(near));
    }

    private Mesh fit(Colours picture, Crop crop) {
        try (Mat face = picture.square(crop.affine(side), side)) {
            Map<String, float[]> outputs = model.run(face, Set.of(landmarksName, presenceName));
            float logit = outputs.getOrDefault(presenceName, new float[1])[0];
            float[] raw = outputs.getOrDefault(landmarksName, new float[0]);
            return new Mesh(crop.toPicture(raw, side), 1 / (1 + Math.exp(-logit)));
        }
    }

    /** A square of the picture, turned so that the eyes are level. */
    private record Crop(double centreX, double centreY, double size, double angle) {

        static Crop around(Mesh mesh) {
            double angle = Math.atan2(
                    mesh.y(Mesh.EYE_RIGHT) - mesh.y(Mesh.EYE_LEFT), mesh.x(Mesh.EYE_RIGHT) - mesh.x(Mesh.EYE_LEFT));
            double cos = Math.cos(angle);
            double sin = Math.sin(angle);
            double left = Double.MAX_VALUE;
            double right = -Double.MAX_VALUE;
            double top = Double.MAX_VALUE;
            double bottom = -Double.MAX_VALUE;
            for (int point = 0; point < Mesh.POINTS; point++) {
                double along = mesh.x(point) * cos + mesh.y(point) * sin;
                double down = mesh.y(point) * cos - mesh.x(point) * sin;
                left = Math.min(left, along);
                right = Math.max(right, along);
                top = Math.min(top, down);
                bottom = Math.max(bottom, down);
            }
            double along = (left + right) / 2;
            double down = (top + bottom) / 2;
            return new Crop(
                    along * cos - down * sin,
                    along * sin + down * cos,
                    CROP * Math.max(right - left, bottom - top),
                    angle);
        }

        /** The map from pixels of a crop of {@code side} pixels to pixels of the picture. */
        double[] affine(int side) {
            double scale = size / side;
            double cos = Math.cos(angle) * scale;
            double sin = Math.sin(angle) * scale;
            double half = side / 2.0;
            return new double[] {
                cos, -sin, centreX - cos * half + sin * half, sin, cos, centreY - sin * half - cos * half
            };
        }

        float[] toPicture(float[] raw, int side) {
            double scale = size / side;
            double cos = Math.cos(angle) * scale;
            double sin = Math.sin(angle) * scale;
            double half = side / 2.0;
            float[] points = new float[3 * Mesh.POINTS];
            for (int at = 0; at < points.length; at += 3) {
                double x = raw[at] - half;
                double y = raw[at + 1] - half;
                points[at] = (float) (centreX + x * cos - y * sin);
                points[at + 1] = (float) (centreY + x * sin + y * cos);
                points[at + 2] = (float) (raw[at + 2] * scale);
            }
            return points;
        }
    }
}
