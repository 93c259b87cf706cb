package org.proofoflife.batch.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proofoflife.batch.testing.Api;
import org.proofoflife.batch.testing.BatchTest;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectStore.Bucket;
import org.proofoflife.storage.testing.People;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@BatchTest
class MonthReportsTest {

    private static final YearMonth MONTH = YearMonth.of(2033, 3);

    @LocalServerPort
    int port;

    @Autowired
    MonthReports reports;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ObjectStore objects;

    @BeforeEach
    void aMonthOfThreePeople() throws IOException {
        objects.ensureBuckets(EnumSet.allOf(Bucket.class));
        jdbc.sql("truncate pensioner, finding, month_figures cascade").update();
        UUID certified = people.registered();
        people.registered();
        UUID dead = people.registered();
        jdbc.sql("update pensioner set life_status = 'DEAD' where id = :id")
                .param("id", dead)
                .update();
        jdbc.sql("""
                        insert into certificate (id, pensioner_id, source, certified_on, valid_from, valid_until)
                        values (gen_random_uuid(), :id, 'COUNTER', '2033-03-10', '2033-04-01', '2034-03-31')""").param("id", certified).update();
        jdbc.sql("""
                        insert into finding (pay_month, kind, subject, pensioner_id, bucket, amount_fen, state, opened_at, updated_at)
                        values ('2033-03-01', 'PAID_AFTER_DEATH', 'a', :id, 0, 350000, 'OPEN', now(), now()),
                               ('2033-03-01', 'UNKNOWN_PAYEE', 'b', null, 0, 12345, 'CLOSED', now(), now())""").param("id", dead).update();
    }

    @Test
    void theSameFiguresStandInApiWorkbookAndDocument() throws IOException {
        List<String> keys = reports.write(MONTH, "job:test");

        assertThat(keys)
                .containsExactly(
                        "months/2033-03/report.xlsx", "months/2033-03/report.pdf", "months/2033-03/findings.csv");
        JsonNode figures =
                new Api(port, "auditor").get("/months/2033-03/report").body();
        assertThat(figures.path("total").path("people").asLong()).isEqualTo(2);
        assertThat(figures.path("total").path("certified").asLong()).isEqualTo(1);
        assertThat(figures.path("total").path("openFindings").asLong()).isEqualTo(1);
        assertThat(figures.path("ageBands").get(0).path("band").asString()).isEqualTo("90+");
        assertThat(figures.path("channels").get(0).path("source").asString()).isEqualTo("COUNTER");
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(bytes(keys.get(0))))) {
            assertThat(book.getSheet("总览").getRow(1).getCell(1).getNumericCellValue())
                    .isEqualTo(2);
            assertThat(book.getSheet("疑点汇总").getRow(1).getCell(0).getStringCellValue())
                    .isEqualTo("死亡后发放");
            assertThat(book.getSheet("疑点汇总").getRow(1).getCell(5).getNumericCellValue())
                    .isEqualTo(3500);
            assertThat(book.getSheet("疑点明细").getLastRowNum()).isEqualTo(2);
            assertThat(book.getSheet("趋势").createDrawingPatriarch().getCharts()).hasSize(1);
        }
        PdfReader pdf = new PdfReader(bytes(keys.get(1)));
        String text = new PdfTextExtractor(pdf).getTextFromPage(1);
        assertThat(text).contains("养老待遇资格认证月度对账报告", "死亡后发放", "3,500.00", "50.0%");
        assertThat(pdf.getNumberOfPages()).isEqualTo(2);
        assertThat(new String(bytes(keys.get(2)), StandardCharsets.UTF_8).lines())
                .hasSize(3)
                .anyMatch(line -> line.contains("PAID_AFTER_DEATH,死亡后发放,") && line.contains("350000,OPEN"));
    }

    @Test
    void everyFigureOfTheApiStandsInWorkbookAndDocumentAndTheListAddsUpToThem() throws IOException {
        UUID elsewhere = people.registered();
        jdbc.sql(
                        "update pensioner set scheme = 'RESIDENT', region = '440300', birth_date = '1960-01-01' where id = :id")
                .param("id", elsewhere)
                .update();
        jdbc.sql("select ensure_payment_month('2033-03-01')")
                .query((row, n) -> "")
                .list();
        jdbc.sql(
                        "create table if not exists payment_record_203303_1 partition of payment_record_203303 for values in (1)")
                .update();
        jdbc.sql("""
                        insert into payment_record (pay_month, bucket, payee_index, amount_fen, kind, import_run_id, line_no, payment_no)
                        select '2033-03-01', bucket, number_index, 123456, 'REGULAR', 1, 1, 'x' from pensioner where id = :id""").param("id", elsewhere).update();
        List<String> keys = reports.write(MONTH, "job:test");
        JsonNode figures =
                new Api(port, "auditor").get("/months/2033-03/report").body();
        String pdf = text(new PdfReader(bytes(keys.get(1))));

        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(bytes(keys.get(0))))) {
            for (String[] part : new String[][] {{"schemes", "按险种"}, {"regions", "按地区"}}) {
                List<JsonNode> groups = list(figures.path(part[0]));
                assertThat(groups).hasSize(2);
                assertThat(lines(book, part[1], 0, 2, 3, 4, 5, 6))
                        .isEqualTo(groups.stream()
                                .map(g -> String.join(
                                        " ",
                                        g.path("code").asString(),
                                        g.path("people").asString(),
                                        g.path("certified").asString(),
                                        g.path("suspended").asString(),
                                        g.path("paid").asString(),
                                        MonthDocument.yuan(g.path("paidFen").asLong())))
                                .toList());
                assertThat(pdf)
                        .contains(groups.stream()
                                .map(g -> g.path("code").asString())
                                .toList());
            }
            assertThat(lines(book, "疑点汇总", 1, 2, 3, 4, 5))
                    .isEqualTo(list(figures.path("findings")).stream()
                            .map(f -> String.join(
                                    " ",
                                    f.path("kind").asString(),
                                    f.path("open").asString(),
                                    f.path("confirmed").asString(),
                                    f.path("closed").asString(),
                                    MonthDocument.yuan(f.path("amountFen").asLong())))
                            .toList());
            assertThat(lines(book, "认证率", 1, 2))
                    .startsWith(list(figures.path("ageBands")).stream()
                            .map(b -> b.path("people").asString() + " "
                                    + b.path("certified").asString())
                            .toArray(String[]::new));
            assertThat(lines(book, "趋势", 0, 1, 2, 4, 5, 6, 7))
                    .isEqualTo(list(figures.path("trend")).stream()
                            .map(t -> String.join(
                                    " ",
                                    t.path("month").asString(),
                                    t.path("people").asString(),
                                    t.path("certified").asString(),
                                    t.path("paid").asString(),
                                    MonthDocument.yuan(t.path("paidFen").asLong()),
                                    t.path("openFindings").asString(),
                                    MonthDocument.yuan(t.path("findingsFen").asLong())))
                            .toList());
            assertThat(book.getSheet("疑点汇总").createDrawingPatriarch().getCharts())
                    .hasSize(1);
            assertThat(book.getSheet("认证率").createDrawingPatriarch().getCharts())
                    .hasSize(1);
        }
        assertThat(pdf).contains("1,234.56", "3,500.00", "33.3%", "70-79", "90");
        long listed = new String(bytes(keys.get(2)), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(",OPEN"))
                .mapToLong(line -> line.contains("350000") ? 350_000 : -1)
                .sum();
        assertThat(listed)
                .isEqualTo(list(figures.path("findings")).stream()
                        .mapToLong(f -> f.path("amountFen").asLong())
                        .sum());
    }

    @Test
    void evidenceAndItsCertificateAreOneCertification() throws IOException {
        UUID seen = people.registered();
        jdbc.sql("""
                        insert into life_evidence (pensioner_id, bucket, kind, strength, observed_on, source_ref, received_at)
                        select id, bucket, 'HOSPITAL', 'STRONG', '2033-03-05', 'x:1', '2033-03-06' from pensioner where id = :id""").param("id", seen).update();
        jdbc.sql("""
                        insert into certificate (id, pensioner_id, source, certified_on, valid_from, valid_until, source_ref)
                        values (gen_random_uuid(), :id, 'DATA_COMPARISON', '2033-03-05', '2033-04-01', '2034-03-31', 'DATA_COMPARISON:x:1')""").param("id", seen).update();

        reports.write(MONTH, "job:test");

        JsonNode figures =
                new Api(port, "auditor").get("/months/2033-03/report").body();
        assertThat(figures.path("total").path("certified").asLong()).isEqualTo(2);
        assertThat(list(figures.path("channels")).stream()
                        .map(channel -> channel.path("source").asString() + " "
                                + channel.path("certifications").asLong()))
                .containsExactly("COUNTER 1", "DATA_COMPARISON 1");
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> list = new ArrayList<>();
        array.forEach(list::add);
        return list;
    }

    /** Rows below the heading, the cells named, money with its decimals. */
    private static List<String> lines(XSSFWorkbook book, String sheet, int... cells) {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= book.getSheet(sheet).getLastRowNum(); i++) {
            var row = book.getSheet(sheet).getRow(i);
            lines.add(Arrays.stream(cells)
                    .mapToObj(cell -> row == null || row.getCell(cell) == null
                            ? ""
                            : new DataFormatter().formatCellValue(row.getCell(cell)))
                    .collect(Collectors.joining(" ")));
        }
        return lines;
    }

    private static String text(PdfReader pdf) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
            text.append(new PdfTextExtractor(pdf).getTextFromPage(page)).append('\n');
        }
        return text.toString();
    }

    @Test
    void theTrendRemembersTheMonthsReportedBefore() throws IOException {
        reports.write(MONTH, "job:test");
        reports.write(MONTH.plusMonths(1), "job:test");
        reports.write(MONTH.plusMonths(13), "job:test");

        assertThat(trend("2033-04")).containsExactly("2033-03", "2033-04");
        assertThat(trend("2034-04")).containsExactly("2034-04");
        assertThat(new Api(port, "auditor").get("/months/2033-01/report").code())
                .isEqualTo("NOT_REPORTED");
        assertThat(new Api(port, "auditor").get("/months/march/report").code()).isEqualTo("INVALID_MONTH");
    }

    private List<String> trend(String month) {
        return new Api(port, "auditor")
                .get("/months/" + month + "/report")
                .body()
                .path("trend")
                .findValuesAsString("month");
    }

    private byte[] bytes(String key) throws IOException {
        try (var in = objects.get(Bucket.REPORTS, key)) {
            return in.readAllBytes();
        }
    }
}
