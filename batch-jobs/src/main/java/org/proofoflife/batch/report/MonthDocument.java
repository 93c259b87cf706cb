package org.proofoflife.batch.report;

import com.lowagie.text.Document;
import com.lowagie.text.DocumentException;
import com.lowagie.text.Element;
import com.lowagie.text.Font;
import com.lowagie.text.PageSize;
import com.lowagie.text.Paragraph;
import com.lowagie.text.Phrase;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The month as a document of a few pages with plots. The font is embedded: it reads the same everywhere. */
@Component
class MonthDocument {

    private static final String FONT = "NotoSansSC-Regular.ttf";

    private final BaseFont base;

    MonthDocument() throws IOException {
        try (InputStream in = Objects.requireNonNull(MonthDocument.class.getResourceAsStream(FONT), FONT)) {
            base = BaseFont.createFont(FONT, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, true, in.readAllBytes(), null);
            base.setSubset(true);
        }
    }

    void write(MonthFigures figures, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                Document document = new Document(PageSize.A4, 50, 50, 50, 50)) {
            PdfWriter writer = PdfWriter.getInstance(document, out);
            document.addTitle(figures.month() + " 养老待遇资格认证月度对账报告");
            document.open();
            document.add(new Paragraph("养老待遇资格认证月度对账报告", font(18)));
            document.add(new Paragraph(figures.month(), font(12)));
            Plots plots = new Plots(writer, base);
            total(document, figures.total());
            groups(document, "按险种", figures.schemes());
            groups(document, "按地区", figures.regions());
            findings(document, figures.findings());
            document.newPage();
            heading(document, "各年龄段认证率");
            document.add(plots.bars(figures.ageBands().stream()
                    .map(b -> new Plots.Point(Words.of(b.band()), b.rate(), percent(b.rate())))
                    .toList()));
            heading(document, "本月认证渠道");
            document.add(plots.bars(figures.channels().stream()
                    .map(c -> new Plots.Point(
                            Words.of(c.source()), c.certifications(), Long.toString(c.certifications())))
                    .toList()));
            heading(document, "认证率趋势（近12个月）");
            document.add(plots.line(figures.trend().stream()
                    .map(t -> new Plots.Point(t.month(), t.rate(), percent(t.rate())))
                    .toList()));
            heading(document, "未关闭疑点趋势（近12个月）");
            document.add(plots.line(figures.trend().stream()
                    .map(t -> new Plots.Point(t.month(), t.openFindings(), Long.toString(t.openFindings())))
                    .toList()));
        } catch (DocumentException e) {
            throw new IOException("The report cannot be set", e);
        }
    }

    private void total(Document document, MonthFigures.Total total) {
        heading(document, "总览");
        table(
                document,
                List.of("应领取人数", "已认证", "认证率", "暂停", "发放人数", "发放金额（元）", "未关闭疑点"),
                Stream.of(List.of(
                        Long.toString(total.people()),
                        Long.toString(total.certified()),
                        percent(total.rate()),
                        Long.toString(total.suspended()),
                        Long.toString(total.paid()),
                        yuan(total.paidFen()),
                        Long.toString(total.openFindings()))));
    }

    private void groups(Document document, String title, List<MonthFigures.Group> groups) {
        heading(document, title);
        table(
                document,
                List.of("代码", "名称", "应领取", "已认证", "暂停", "发放人数", "发放金额（元）"),
                groups.stream()
                        .map(g -> List.of(
                                g.code(),
                                g.name() == null ? "" : g.name(),
                                Long.toString(g.people()),
                                Long.toString(g.certified()),
                                Long.toString(g.suspended()),
                                Long.toString(g.paid()),
                                yuan(g.paidFen()))));
    }

    private void findings(Document document, List<MonthFigures.FindingGroup> findings) {
        heading(document, "疑点");
        table(
                document,
                List.of("疑点", "待处理", "已核实", "已关闭", "涉及金额（元）"),
                findings.stream()
                        .map(f -> List.of(
                                Words.of(f.kind()),
                                Long.toString(f.open()),
                                Long.toString(f.confirmed()),
                                Long.toString(f.closed()),
                                yuan(f.amountFen()))));
    }

    private void heading(Document document, String text) {
        Paragraph heading = new Paragraph(text, font(13));
        heading.setSpacingBefore(14);
        heading.setSpacingAfter(6);
        document.add(heading);
    }

    private void table(Document document, List<String> names, Stream<List<String>> lines) {
        PdfPTable table = new PdfPTable(names.size());
        table.setWidthPercentage(100);
        table.setHeaderRows(1);
        names.forEach(name -> cell(table, name, Element.ALIGN_CENTER));
        lines.forEach(line -> line.forEach(text -> cell(table, text, Element.ALIGN_RIGHT)));
        document.add(table);
    }

    private void cell(PdfPTable table, String text, int alignment) {
        PdfPCell cell = new PdfPCell(new Phrase(text, font(9)));
        cell.setHorizontalAlignment(alignment);
        cell.setPadding(4);
        table.addCell(cell);
    }

    private Font font(float size) {
        return new Font(base, size);
    }

    static String yuan(long fen) {
        return String.format(Locale.ROOT, "%,.2f", BigDecimal.valueOf(fen, 2));
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", share * 100);
    }
}
