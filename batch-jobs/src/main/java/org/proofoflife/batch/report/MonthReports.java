package org.proofoflife.batch.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.proofoflife.storage.ScratchFolder;
import org.proofoflife.storage.audit.AuditLog;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectStore.Bucket;
import org.proofoflife.storage.objects.ObjectStore.ObjectInfo;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes the reports of a month into REPORTS; a later run replaces them. */
@Component
public class MonthReports {

    private static final Duration LINK = Duration.ofMinutes(15);

    private final Figures figures;
    private final MonthWorkbook workbook;
    private final MonthDocument document;
    private final FindingsCsv csv;
    private final ObjectStore objects;
    private final AuditLog audit;

    MonthReports(
            Figures figures,
            MonthWorkbook workbook,
            MonthDocument document,
            FindingsCsv csv,
            ObjectStore objects,
            AuditLog audit) {
        this.figures = figures;
        this.workbook = workbook;
        this.document = document;
        this.csv = csv;
        this.objects = objects;
        this.audit = audit;
    }

    /** @param url readable for a quarter of an hour */
    public record ReportFile(String key, long size, String url) {}

    /** @return keys in REPORTS: workbook, document, list of findings */
    @Transactional
    public List<String> write(YearMonth month, String actor) throws IOException {
        MonthFigures computed = figures.compute(month);
        try (ScratchFolder folder = ScratchFolder.open()) {
            Path xlsx = folder.path().resolve("report.xlsx");
            Path pdf = folder.path().resolve("report.pdf");
            Path list = folder.path().resolve("findings.csv");
            workbook.write(computed, xlsx);
            document.write(computed, pdf);
            csv.write(month, list);
            List<String> keys = List.of(
                    put(month, xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
                    put(month, pdf, "application/pdf"),
                    put(month, list, "text/csv"));
            audit.append(AuditLog.Entry.act(actor, "REPORT", "pay_period", month, Map.of("files", keys)));
            return keys;
        }
    }

    public List<ReportFile> files(YearMonth month) throws IOException {
        try (Stream<ObjectInfo> all = objects.list(Bucket.REPORTS, prefix(month))) {
            List<ObjectInfo> found = all.toList();
            List<ReportFile> files = new java.util.ArrayList<>();
            for (ObjectInfo object : found) {
                files.add(new ReportFile(
                        object.key(), object.size(), objects.downloadUrl(Bucket.REPORTS, object.key(), LINK)));
            }
            return files;
        }
    }

    private String put(YearMonth month, Path file, String type) throws IOException {
        String key = prefix(month) + file.getFileName();
        objects.put(Bucket.REPORTS, key, file, type);
        return key;
    }

    private static String prefix(YearMonth month) {
        return "months/" + month + "/";
    }
}
