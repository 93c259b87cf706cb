package org.proofoflife.batch.report;

import java.io.IOException;
import java.security.Principal;
import java.time.YearMonth;
import java.util.List;
import org.proofoflife.batch.schedule.Months;
import org.proofoflife.storage.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/batch/months/{month}/report")
class ReportController {

    private final Figures figures;
    private final MonthReports reports;

    ReportController(Figures figures, MonthReports reports) {
        this.figures = figures;
        this.reports = reports;
    }

    /** The figures of the last report: the same that stand in its files. */
    @GetMapping
    MonthFigures figures(@PathVariable String month) {
        YearMonth asked = Months.parse(month);
        return figures.reported(asked)
                .orElseThrow(() -> Refusal.notFound("NOT_REPORTED", "There is no report of " + asked));
    }

    @GetMapping("/files")
    List<MonthReports.ReportFile> files(@PathVariable String month) throws IOException {
        return reports.files(Months.parse(month));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    List<String> write(@PathVariable String month, Principal who) throws IOException {
        return reports.write(Months.parse(month), who.getName());
    }
}
