package org.proofoflife.batch.monthend;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.proofoflife.batch.jobs.JobRuns;
import org.proofoflife.batch.jobs.RunView;
import org.proofoflife.batch.proposals.Proposing;
import org.proofoflife.batch.report.Figures;
import org.proofoflife.batch.report.MonthFigures;
import org.proofoflife.batch.report.MonthReports;
import org.proofoflife.batch.schedule.Inbox;
import org.proofoflife.batch.schedule.Months;
import org.proofoflife.storage.Refusal;
import org.proofoflife.storage.findings.Finding;
import org.proofoflife.storage.findings.FindingFilter;
import org.proofoflife.storage.findings.FindingState;
import org.proofoflife.storage.findings.Findings;
import org.springframework.stereotype.Component;

/** Imports the files of a month, reconciles, proposes and reports, one after the other, and waits for each. */
@Component
public class MonthEnd {

    private static final Duration PATIENCE = Duration.ofHours(6);
    private static final long POLL_MILLIS = 100;
    private static final int SHOWN = 500;

    private final JobRuns runs;
    private final Inbox inbox;
    private final Months months;
    private final Findings findings;
    private final Proposing proposing;
    private final MonthReports reports;
    private final Figures figures;

    MonthEnd(
            JobRuns runs,
            Inbox inbox,
            Months months,
            Findings findings,
            Proposing proposing,
            MonthReports reports,
            Figures figures) {
        this.runs = runs;
        this.inbox = inbox;
        this.months = months;
        this.findings = findings;
        this.proposing = proposing;
        this.reports = reports;
        this.figures = figures;
    }

    /**
     * @param findings the first 500 that hold, closed ones left out
     * @param proposals made or taken back by this run
     * @param reportKeys objects in the bucket REPORTS: workbook, document, list of findings
     */
    public record Outcome(
            String month, MonthFigures figures, List<Finding> findings, int proposals, List<String> reportKeys) {}

    /**
     * @param files on this machine, each claimed by a layout by its name
     * @param actor {@code user:ID} or {@code job:NAME}
     * @throws Refusal NO_LAYOUT for a file that no layout claims, RUN_FAILED with the job's own reason
     */
    public Outcome run(YearMonth month, List<Path> files, String actor) throws IOException {
        months.open(month);
        for (Path file : files) {
            Inbox.Claim claim = inbox.claim(file.getFileName().toString())
                    .orElseThrow(() -> Refusal.invalid("NO_LAYOUT", "No layout claims " + file.getFileName()));
            finish(claim.job(), Map.of("file", file.toString(), "source", claim.source()), actor);
        }
        finish("reconcileMonth", Map.of("month", month.toString()), actor);
        int proposals = proposing.propose(month);
        List<String> keys = reports.write(month, actor);
        List<Finding> held = findings.list(FindingFilter.of(month), 0, SHOWN).stream()
                .filter(finding -> finding.state() != FindingState.CLOSED)
                .toList();
        return new Outcome(month.toString(), figures.reported(month).orElseThrow(), held, proposals, keys);
    }

    /**
     * Reconciles a month again for whom late facts wait; its proposals and its report are brought up to date each on its own.
     *
     * @param actor {@code user:ID} or {@code job:NAME}
     * @throws Refusal RUN_FAILED with the job's own reason
     */
    void reconcileLate(YearMonth month, String actor) {
        finish("reconcileMonth", Map.of("month", month.toString(), "late", "true"), actor);
    }

    /**
     * Proposes and reports a month gone by. Only money is proposed of it: what becomes of a person is decided by the present
     * month.
     *
     * @param actor {@code user:ID} or {@code job:NAME}
     */
    void settle(YearMonth month, String actor) throws IOException {
        proposing.proposeMoney(month);
        reports.write(month, actor);
    }

    /** Proposes of the present month, whose report has its own time. */
    void propose(YearMonth month) {
        proposing.propose(month);
    }

    private void finish(String job, Map<String, String> parameters, String actor) {
        Map<String, String> given = new HashMap<>(parameters);
        given.put("given", UUID.randomUUID().toString());
        long id = runs.start(job, given, actor);
        long until = System.nanoTime() + PATIENCE.toNanos();
        RunView run = runs.run(id);
        while (run.endedAt() == null) {
            if (System.nanoTime() > until) {
                throw Refusal.conflict("RUN_FAILED", job + " did not end in " + PATIENCE);
            }
            pause();
            run = runs.run(id);
        }
        if (!run.status().equals("COMPLETED")) {
            @Nullable String failure = run.failure();
            throw Refusal.conflict("RUN_FAILED", job + " ended " + run.status() + ": " + failure);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.conflict("RUN_FAILED", "interrupted");
        }
    }
}
