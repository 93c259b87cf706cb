package org.proofoflife.batch.report;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.util.DefaultTempFileCreationStrategy;
import org.apache.poi.util.TempFile;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.proofoflife.storage.ScratchFolder;
import org.springframework.stereotype.Component;

/** The month as a workbook: summary sheets with charts, and every finding, streamed. Amounts in yuan. */
@Component
class MonthWorkbook {

    private static final int WINDOW = 200;
    /** A sheet holds 1,048,576 rows; what is beyond stands in the CSV. */
    private static final int SHEET_ROWS = 1_000_000;

    private final FindingRows rows;

    MonthWorkbook(FindingRows rows, ScratchFolder scratch) {
        this.rows = rows;
        // Otherwise they lie in a folder that belongs to whoever wrote the first workbook on this machine.
        TempFile.setTempFileCreationStrategy(
                new DefaultTempFileCreationStrategy(scratch.path().toFile()));
    }

    void write(MonthFigures figures, Path file) throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            Styles styles = new Styles(book);
            summary(book.createSheet("总览"), figures, styles);
            groups(book.createSheet("按险种"), "险种", figures.schemes(), styles);
            groups(book.createSheet("按地区"), "地区", figures.regions(), styles);
            findings(book.createSheet("疑点汇总"), figures, styles);
            certification(book.createSheet("认证率"), figures, styles);
            trend(book.createSheet("趋势"), figures, styles);
            try (SXSSFWorkbook streamed = new SXSSFWorkbook(book, WINDOW, true);
                    OutputStream out = Files.newOutputStream(file)) {
                everyFinding(streamed.createSheet("疑点明细"), YearMonth.parse(figures.month()), styles);
                streamed.write(out);
            }
        }
    }

    private static final class Styles {
        private final CellStyle head;
        private final CellStyle money;
        private final CellStyle percent;

        Styles(XSSFWorkbook book) {
            Font bold = book.createFont();
            bold.setBold(true);
            head = book.createCellStyle();
            head.setFont(bold);
            money = book.createCellStyle();
            money.setDataFormat(book.createDataFormat().getFormat("#,##0.00"));
            percent = book.createCellStyle();
            percent.setDataFormat(book.createDataFormat().getFormat("0.0%"));
        }
    }

    private static void summary(XSSFSheet sheet, MonthFigures figures, Styles styles) {
        head(sheet, styles, figures.month() + " 月度对账报告", "");
        MonthFigures.Total total = figures.total();
        line(sheet, styles, "应领取人数", total.people());
        line(sheet, styles, "已认证人数", total.certified());
        line(sheet, styles, "认证率", new Percent(total.rate()));
        line(sheet, styles, "暂停人数", total.suspended());
        line(sheet, styles, "发放人数", total.paid());
        line(sheet, styles, "发放金额（元）", new Fen(total.paidFen()));
        line(sheet, styles, "未关闭疑点", total.openFindings());
    }

    private static void groups(XSSFSheet sheet, String name, List<MonthFigures.Group> groups, Styles styles) {
        head(sheet, styles, name, "名称", "应领取", "已认证", "暂停", "发放人数", "发放金额（元）");
        groups.forEach(g -> line(
                sheet,
                styles,
                g.code(),
                g.name() == null ? "" : g.name(),
                g.people(),
                g.certified(),
                g.suspended(),
                g.paid(),
                new Fen(g.paidFen())));
    }

    private static void findings(XSSFSheet sheet, MonthFigures figures, Styles styles) {
        head(sheet, styles, "疑点", "代码", "待处理", "已核实", "已关闭", "涉及金额（元）");
        figures.findings()
                .forEach(f -> line(
                        sheet,
                        styles,
                        Words.of(f.kind()),
                        f.kind(),
                        f.open(),
                        f.confirmed(),
                        f.closed(),
                        new Fen(f.amountFen())));
        WorkbookCharts.bars(sheet, "待处理疑点", 1, figures.findings().size(), 0, 2);
    }

    private static void certification(XSSFSheet sheet, MonthFigures figures, Styles styles) {
        head(sheet, styles, "年龄", "应领取", "已认证", "认证率");
        figures.ageBands()
                .forEach(
                        b -> line(sheet, styles, Words.of(b.band()), b.people(), b.certified(), new Percent(b.rate())));
        WorkbookCharts.bars(sheet, "各年龄段认证率", 1, figures.ageBands().size(), 0, 3);
        sheet.createRow(sheet.getLastRowNum() + 1);
        head(sheet, styles, "认证渠道", "本月认证数");
        figures.channels().forEach(c -> line(sheet, styles, Words.of(c.source()), c.certifications()));
    }

    private static void trend(XSSFSheet sheet, MonthFigures figures, Styles styles) {
        head(sheet, styles, "月份", "应领取", "已认证", "认证率", "发放人数", "发放金额（元）", "未关闭疑点", "疑点金额（元）");
        figures.trend()
                .forEach(t -> line(
                        sheet,
                        styles,
                        t.month(),
                        t.people(),
                        t.certified(),
                        new Percent(t.rate()),
                        t.paid(),
                        new Fen(t.paidFen()),
                        t.openFindings(),
                        new Fen(t.findingsFen())));
        WorkbookCharts.lines(sheet, "认证率", 1, figures.trend().size(), 0, 3);
    }

    private void everyFinding(SXSSFSheet sheet, YearMonth month, Styles styles) {
        head(sheet, styles, "编号", "疑点", "代码", "人员", "险种", "地区", "金额（元）", "状态", "说明");
        rows.each(month, row -> {
            if (sheet.getLastRowNum() < SHEET_ROWS) {
                line(
                        sheet,
                        styles,
                        row.id(),
                        Words.of(row.kind()),
                        row.kind(),
                        row.ref() == null ? "" : row.ref(),
                        row.scheme() == null ? "" : row.scheme(),
                        row.region() == null ? "" : row.region(),
                        new Fen(row.amountFen()),
                        Words.of(row.state()),
                        row.detail());
            }
        });
    }

    private record Fen(long fen) {}

    private record Percent(double share) {}

    private static void head(Sheet sheet, Styles styles, String... names) {
        Row row = sheet.createRow(sheet.getLastRowNum() + 1);
        for (int i = 0; i < names.length; i++) {
            sheet.setColumnWidth(i, 18 * 256);
            var cell = row.createCell(i);
            cell.setCellValue(names[i]);
            cell.setCellStyle(styles.head);
        }
    }

    private static void line(Sheet sheet, Styles styles, Object... values) {
        Row row = sheet.createRow(sheet.getLastRowNum() + 1);
        for (int i = 0; i < values.length; i++) {
            var cell = row.createCell(i);
            if (values[i] instanceof Fen amount) {
                cell.setCellValue(BigDecimal.valueOf(amount.fen(), 2).doubleValue());
                cell.setCellStyle(styles.money);
            } else if (values[i] instanceof Percent percent) {
                cell.setCellValue(percent.share());
                cell.setCellStyle(styles.percent);
            } else if (values[i] instanceof Long number) {
                cell.setCellValue(number);
            } else {
                cell.setCellValue(values[i].toString());
            }
        }
    }
}
