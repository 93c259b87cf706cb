package org.proofoflife.verification.observe;

import static org.bytedeco.opencv.global.opencv_imgproc.Canny;
import static org.bytedeco.opencv.global.opencv_imgproc.HoughLinesP;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar4i;
import org.bytedeco.opencv.opencv_imgproc.Vec4iVector;
import org.proofoflife.verification.facts.FaceFacts.Box;

/**
 * Looks for the edge of a screen, a sheet or a tablet around the face: long straight lines beside, above and below it
 * that meet in corners.
 */
final class BorderMeter {

    private static final double TILT = Math.tan(Math.toRadians(18));
    /** Shortest line over the face's width. */
    private static final double SHORTEST = 0.55;
    /** A gap between two lines that is this share of the face's width is no corner any more; faint edges break off early. */
    private static final double GAP = 0.7;
    /** What two corners on one side are worth, the rest comes from a third. */
    private static final double TWO_CORNERS = 0.6;

    private record Line(double x1, double y1, double x2, double y2) {
        boolean upright() {
            return Math.abs(x2 - x1) <= TILT * Math.abs(y2 - y1);
        }

        boolean level() {
            return Math.abs(y2 - y1) <= TILT * Math.abs(x2 - x1);
        }

        double x() {
            return (x1 + x2) / 2;
        }

        double y() {
            return (y1 + y2) / 2;
        }

        double gap(Line other) {
            double nearest = Double.MAX_VALUE;
            for (double[] end : new double[][] {{x1, y1}, {x2, y2}}) {
                nearest = Math.min(nearest, Math.hypot(end[0] - other.x1, end[1] - other.y1));
                nearest = Math.min(nearest, Math.hypot(end[0] - other.x2, end[1] - other.y2));
            }
            return nearest;
        }
    }

    /** Seconds between two measurements; a border that is there stays. */
    private static final double SPACING = 2;

    private double measuredAt = Double.NEGATIVE_INFINITY;
    private double last;

    double measure(Picture picture, Box face) {
        if (picture.time() - measuredAt >= SPACING) {
            measuredAt = picture.time();
            last = strength(picture, face);
        }
        return last;
    }

    private static double strength(Picture picture, Box face) {
        double scale = picture.scale();
        double width = face.width() * scale;
        List<Line> left = new ArrayList<>();
        List<Line> right = new ArrayList<>();
        List<Line> top = new ArrayList<>();
        List<Line> bottom = new ArrayList<>();
        for (Line line : lines(picture, SHORTEST * width)) {
            if (line.upright() && line.x() < face.x() * scale) {
                left.add(line);
            } else if (line.upright() && line.x() > (face.x() + face.width()) * scale) {
                right.add(line);
            } else if (line.level() && line.y() < face.y() * scale) {
                top.add(line);
            } else if (line.level() && line.y() > (face.y() + face.height()) * scale) {
                bottom.add(line);
            }
        }
        double[] corners = {
            corner(left, top, width),
            corner(top, right, width),
            corner(right, bottom, width),
            corner(bottom, left, width)
        };
        double best = 0;
        for (int i = 0; i < corners.length; i++) {
            double pair = Math.min(corners[i], corners[(i + 1) % 4]);
            double third = Math.max(corners[(i + 2) % 4], corners[(i + 3) % 4]);
            best = Math.max(best, pair * (TWO_CORNERS + (1 - TWO_CORNERS) * third));
        }
        return best;
    }

    private static double corner(List<Line> ones, List<Line> others, double width) {
        double gap = Double.MAX_VALUE;
        for (Line one : ones) {
            for (Line other : others) {
                gap = Math.min(gap, one.gap(other));
            }
        }
        return Math.max(0, 1 - gap / (GAP * width));
    }

    private static List<Line> lines(Picture picture, double shortest) {
        try (Mat edges = new Mat();
                Vec4iVector found = new Vec4iVector()) {
            Canny(picture.small(), edges, 40, 110);
            HoughLinesP(edges, found, 1, Math.PI / 180, (int) Math.max(12, 0.5 * shortest), shortest, 4);
            List<Line> lines = new ArrayList<>();
            for (long i = 0; i < found.size(); i++) {
                Scalar4i ends = found.get(i);
                lines.add(new Line(ends.get(0), ends.get(1), ends.get(2), ends.get(3)));
            }
            return lines;
        }
    }
}
