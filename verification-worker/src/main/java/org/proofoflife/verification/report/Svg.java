package org.proofoflife.verification.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A line chart as SVG text: enough for reports that open anywhere, without a script. */
public final class Svg {

    /** @param colour CSS colour; @param points x, y pairs; a NaN breaks the line */
    public record Line(String label, String colour, List<double[]> points) {}

    /** A shaded stretch of the x axis. */
    public record Band(String label, String colour, double from, double to) {}

    private static final int WIDTH = 960;
    private static final int LEFT = 56;
    private static final int TOP = 22;

    private Svg() {}

    /** @param low lowest y shown at least; @param high highest y shown at least */
    public static String chart(
            String title,
            int height,
            double from,
            double to,
            double low,
            double high,
            List<Band> bands,
            List<Line> lines) {
        double bottom = low;
        double top = high;
        for (Line line : lines) {
            for (double[] point : line.points()) {
                if (Double.isFinite(point[1])) {
                    bottom = Math.min(bottom, point[1]);
                    top = Math.max(top, point[1]);
                }
            }
        }
        Scale scale = new Scale(from, Math.max(to, from + 1e-9), bottom, Math.max(top, bottom + 1e-9), height);
        StringBuilder svg = new StringBuilder();
        svg.append(text("<svg viewBox='0 0 %d %d' role='img' aria-label='%s'>", WIDTH, height, escape(title)));
        for (Band band : bands) {
            svg.append(text(
                    "<rect x='%.1f' y='%d' width='%.1f' height='%d' fill='%s' fill-opacity='.16'><title>%s</title></rect>",
                    scale.x(band.from()),
                    TOP,
                    Math.max(1, scale.x(band.to()) - scale.x(band.from())),
                    height - 2 * TOP,
                    band.colour(),
                    escape(band.label())));
            svg.append(text(
                    "<text x='%.1f' y='%d' class='band'>%s</text>",
                    scale.x(band.from()) + 3, TOP + 11, escape(band.label())));
        }
        axes(svg, scale, height);
        double key = LEFT;
        svg.append(text("<text x='%.0f' y='14' class='title'>%s</text>", key, escape(title)));
        key += 14 + 7.2 * title.length();
        for (Line line : lines) {
            svg.append(text("<text x='%.0f' y='14' fill='%s'>%s</text>", key, line.colour(), escape(line.label())));
            key += 16 + 6.6 * line.label().length();
            path(svg, scale, line);
        }
        return svg.append("</svg>").toString();
    }

    private static void axes(StringBuilder svg, Scale scale, int height) {
        for (double y : ticks(scale.bottom, scale.top, 4)) {
            svg.append(text(
                    "<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' class='grid'/><text x='%d' y='%.1f' class='tick' text-anchor='end'>%s</text>",
                    LEFT, WIDTH - 8, scale.y(y), scale.y(y), LEFT - 6, scale.y(y) + 4, label(y)));
        }
        for (double x : ticks(scale.from, scale.to, 12)) {
            svg.append(text(
                    "<text x='%.1f' y='%d' class='tick' text-anchor='middle'>%s</text>",
                    scale.x(x), height - 6, label(x)));
        }
    }

    private static void path(StringBuilder svg, Scale scale, Line line) {
        StringBuilder data = new StringBuilder();
        boolean down = false;
        for (double[] point : line.points()) {
            if (!Double.isFinite(point[0]) || !Double.isFinite(point[1])) {
                down = false;
                continue;
            }
            data.append(text("%s%.1f %.1f", down ? "L" : "M", scale.x(point[0]), scale.y(point[1])));
            down = true;
        }
        svg.append(text("<path d='%s' fill='none' stroke='%s' stroke-width='1.6'/>", data, line.colour()));
    }

    private static List<Double> ticks(double from, double to, int about) {
        double raw = (to - from) / about;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = power * (raw / power < 1.5 ? 1 : raw / power < 3.5 ? 2 : raw / power < 7.5 ? 5 : 10);
        List<Double> ticks = new ArrayList<>();
        for (double at = Math.ceil(from / step) * step; at <= to + 1e-9; at += step) {
            ticks.add(at);
        }
        return ticks;
    }

    private static String label(double value) {
        return new BigDecimal(value)
                .setScale(4, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Text for HTML and SVG, attributes included. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;")
                .replace("\"", "&quot;");
    }

    private record Scale(double from, double to, double bottom, double top, int height) {
        double x(double value) {
            return LEFT + (value - from) / (to - from) * (WIDTH - 8 - LEFT);
        }

        double y(double value) {
            return height - TOP - (value - bottom) / (top - bottom) * (height - 2 * TOP);
        }
    }
}
