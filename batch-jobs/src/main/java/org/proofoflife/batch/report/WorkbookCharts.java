package org.proofoflife.batch.report;

import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xddf.usermodel.chart.AxisCrosses;
import org.apache.poi.xddf.usermodel.chart.AxisPosition;
import org.apache.poi.xddf.usermodel.chart.BarDirection;
import org.apache.poi.xddf.usermodel.chart.ChartTypes;
import org.apache.poi.xddf.usermodel.chart.XDDFBarChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFDataSourcesFactory;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/** Charts that the spreadsheet draws itself from the cells beside them. */
final class WorkbookCharts {

    private static final int WIDTH = 10;
    private static final int HEIGHT = 20;

    private WorkbookCharts() {}

    static void bars(XSSFSheet sheet, String title, int firstRow, int rows, int labels, int values) {
        chart(sheet, title, firstRow, rows, labels, values, ChartTypes.BAR);
    }

    static void lines(XSSFSheet sheet, String title, int firstRow, int rows, int labels, int values) {
        chart(sheet, title, firstRow, rows, labels, values, ChartTypes.LINE);
    }

    private static void chart(
            XSSFSheet sheet, String title, int firstRow, int rows, int labels, int values, ChartTypes type) {
        if (rows == 0) {
            return;
        }
        var drawing = sheet.createDrawingPatriarch();
        int column = sheet.getRow(0).getLastCellNum() + 1;
        var chart = drawing.createChart(drawing.createAnchor(0, 0, 0, 0, column, 1, column + WIDTH, 1 + HEIGHT));
        chart.setTitleText(title);
        var across = chart.createCategoryAxis(AxisPosition.BOTTOM);
        var up = chart.createValueAxis(AxisPosition.LEFT);
        up.setCrosses(AxisCrosses.AUTO_ZERO);
        up.setMinimum(0);
        var data = chart.createData(type, across, up);
        var series = data.addSeries(
                XDDFDataSourcesFactory.fromStringCellRange(
                        sheet, new CellRangeAddress(firstRow, firstRow + rows - 1, labels, labels)),
                XDDFDataSourcesFactory.fromNumericCellRange(
                        sheet, new CellRangeAddress(firstRow, firstRow + rows - 1, values, values)));
        series.setTitle(title, null);
        if (data instanceof XDDFBarChartData bars) {
            bars.setBarDirection(BarDirection.COL);
        }
        chart.plot(data);
    }
}
