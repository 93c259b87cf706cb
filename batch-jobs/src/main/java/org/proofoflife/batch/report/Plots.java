package org.proofoflife.batch.report;

import com.lowagie.text.Image;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.PdfTemplate;
import com.lowagie.text.pdf.PdfWriter;
import java.util.List;

/** Plots drawn with the document's own lines: no toolkit, no display, no fonts of the machine. */
final class Plots {

    private static final float WIDTH = 480;
    private static final float HEIGHT = 130;
    private static final float BOTTOM = 24;
    private static final float TOP = 18;
    private static final float SIZE = 8;

    private final PdfWriter writer;
    private final BaseFont font;

    Plots(PdfWriter writer, BaseFont font) {
        this.writer = writer;
        this.font = font;
    }

    /** @param text the value as written beside the mark */
    record Point(String label, double value, String text) {}

    Image bars(List<Point> points) {
        PdfTemplate plot = axis();
        float slot = WIDTH / Math.max(1, points.size());
        plot.setRGBColorFill(0x2f, 0x6d, 0xb5);
        for (int i = 0; i < points.size(); i++) {
            plot.rectangle(i * slot + slot * 0.2f, BOTTOM, slot * 0.6f, height(points, points.get(i)));
        }
        plot.fill();
        return labelled(plot, points, slot);
    }

    Image line(List<Point> points) {
        PdfTemplate plot = axis();
        float slot = WIDTH / Math.max(1, points.size());
        plot.setRGBColorStroke(0x2f, 0x6d, 0xb5);
        plot.setRGBColorFill(0x2f, 0x6d, 0xb5);
        plot.setLineWidth(1.5f);
        for (int i = 0; i < points.size(); i++) {
            float x = (i + 0.5f) * slot;
            float y = BOTTOM + height(points, points.get(i));
            if (i == 0) {
                plot.moveTo(x, y);
            } else {
                plot.lineTo(x, y);
            }
        }
        plot.stroke();
        for (int i = 0; i < points.size(); i++) {
            plot.circle((i + 0.5f) * slot, BOTTOM + height(points, points.get(i)), 2);
        }
        plot.fill();
        return labelled(plot, points, slot);
    }

    private PdfTemplate axis() {
        PdfTemplate plot = writer.getDirectContent().createTemplate(WIDTH, HEIGHT);
        plot.setLineWidth(0.5f);
        plot.moveTo(0, BOTTOM);
        plot.lineTo(WIDTH, BOTTOM);
        plot.stroke();
        return plot;
    }

    private Image labelled(PdfTemplate plot, List<Point> points, float slot) {
        plot.setGrayFill(0);
        plot.beginText();
        plot.setFontAndSize(font, SIZE);
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            float x = (i + 0.5f) * slot;
            plot.showTextAligned(PdfTemplate.ALIGN_CENTER, point.label(), x, BOTTOM - 12, 0);
            plot.showTextAligned(PdfTemplate.ALIGN_CENTER, point.text(), x, BOTTOM + height(points, point) + 4, 0);
        }
        plot.endText();
        return Image.getInstance(plot);
    }

    /** The largest value fills the plot; the axis begins at zero. */
    private static float height(List<Point> points, Point point) {
        double most = points.stream().mapToDouble(Point::value).max().orElse(0);
        return most <= 0 ? 0 : (float) (point.value() / most * (HEIGHT - BOTTOM - TOP));
    }
}
