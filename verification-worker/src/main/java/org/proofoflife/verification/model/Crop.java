package org.proofoflife.verification.model;

/** A square of the picture, turned so that the eyes are level. */
record Crop(double centreX, double centreY, double size, double angle) {

    /** @param scale side over the longer side of the face */
    static Crop around(Mesh mesh, double scale) {
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
                scale * Math.max(right - left, bottom - top),
                angle);
    }

    /** The map from pixels of a crop of {@code side} pixels to pixels of the picture. */
    double[] affine(int side) {
        double scale = size / side;
        double cos = Math.cos(angle) * scale;
        double sin = Math.sin(angle) * scale;
        double half = side / 2.0;
        return new double[] {cos, -sin, centreX - cos * half + sin * half, sin, cos, centreY - sin * half - cos * half};
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
