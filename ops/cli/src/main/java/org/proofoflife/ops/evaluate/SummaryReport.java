package org.proofoflife.ops.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ops.evaluate.Summary.ActionRates;
import org.proofoflife.ops.evaluate.Summary.AttackSpecies;
import org.proofoflife.ops.evaluate.Summary.BonaFide;
import org.proofoflife.ops.evaluate.Summary.Row;
import org.proofoflife.verification.report.Svg;

/** The figures as a page that needs nothing but itself. */
final class SummaryReport {

    private final StringBuilder page = new StringBuilder();

    private SummaryReport() {}

    static String html(String title, Summary summary) {
        SummaryReport report = new SummaryReport();
        report.head(title, summary);
        report.rates(summary.rates());
        report.confusion(summary.confusion());
        report.attacks(summary);
        report.matching(summary.matching(), summary.enrolment());
        report.instructions(summary.instructions());
        report.actions(summary);
        report.rows("Rows that did not meet their expectation", summary.wrong());
        report.rows("Rows that could not be judged", summary.failed());
        return report.page.append("</body></html>\n").toString();
    }

    private void head(String title, Summary summary) {
        page.append("""
                <!doctype html><html lang="en"><head><meta charset="utf-8"><title>%1$s</title><style>
                body{font:16px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:66rem;padding:0 1rem;color:#1a202c}
                table{border-collapse:collapse;margin:.6rem 0}th,td{text-align:right;padding:.25rem .6rem;border-bottom:1px solid #e2e8f0}
                th:first-child,td:first-child,.rates :nth-child(2){text-align:left}svg{width:100%%;height:auto}.grid{stroke:#e2e8f0}.tick,.band{font-size:11px;fill:#4a5568}
                svg text{font-size:12px}.title{font-weight:600}.hit{background:#c6f6d5}
                </style></head><body><h1>%1$s</h1>
                """.formatted(Svg.escape(title)));
        page.append("<p>%d rows, %d as expected, %d not, %d could not be judged. Policy %s.</p>"
                .formatted(
                        summary.rows(),
                        summary.right(),
                        summary.wrong().size(),
                        summary.errors(),
                        Svg.escape(String.join(", ", summary.policyVersions()))));
        Summary.Throughput speed = summary.throughput();
        if (speed != null) {
            page.append("<p>%s s of video per CPU second (%s s of video, %s s CPU with decoding, %d jobs).</p>"
                    .formatted(
                            rate(speed.videoSecondsPerCpuSecond()),
                            rate(speed.videoSeconds()),
                            rate(speed.cpuSeconds()),
                            speed.jobs()));
        }
    }

    private void rates(List<Rate> rates) {
        page.append(table(rates));
    }

    /** With what they mean, for a reader who does not know the standards by heart. */
    static String table(List<Rate> rates) {
        StringBuilder table = new StringBuilder(
                "<h2>Rates, with intervals of 95 %</h2><table class='rates'><tr>"
                        + "<th>rate</th><th>what it is</th><th>errors</th><th>of</th><th>rate</th><th>from</th><th>to</th></tr>");
        for (Rate rate : rates) {
            cells(
                    table,
                    rate.name(),
                    rate.meaning(),
                    rate.errors(),
                    rate.of(),
                    rate(rate.rate()),
                    rate(rate.low()),
                    rate(rate.high()));
        }
        return table.append(
                        "</table><p>The intervals (Wilson) hold if each presentation or comparison is of another "
                                + "person; where several are of one, they are wider. No error among n leaves up to about 4/n.</p>")
                .toString();
    }

    private void confusion(Map<String, Map<String, Integer>> confusion) {
        Set<String> outcomes = new TreeSet<>();
        confusion.values().forEach(row -> outcomes.addAll(row.keySet()));
        page.append("<h2>Expected against outcome</h2><table><tr><th>expected</th>");
        outcomes.forEach(outcome -> page.append("<th>").append(outcome).append("</th>"));
        page.append("</tr>");
        confusion.forEach((expected, row) -> {
            page.append("<tr><td>").append(expected).append("</td>");
            outcomes.forEach(outcome -> page.append(outcome.equals(expected) ? "<td class='hit'>" : "<td>")
                    .append(row.getOrDefault(outcome, 0))
                    .append("</td>"));
            page.append("</tr>");
        });
        page.append("</table>");
    }

    private void attacks(Summary summary) {
        page.append("<h2>Presentation attacks (ISO/IEC 30107-3)</h2><table><tr><th>species</th><th>presentations</th>"
                + "<th>accepted</th><th>APCER</th><th>not answered (APNRR)</th><th>detector strict</th><th>detector lenient</th>"
                + "<th>failed by liveness</th><th>doubted by liveness</th>"
                + "<th>passed by liveness</th><th>failed by continuity</th><th>doubted by continuity</th>"
                + "<th>refused for the capture</th></tr>");
        for (AttackSpecies species : summary.attacks()) {
            cells(
                    species.species(),
                    species.presentations(),
                    species.accepted(),
                    Rate.of(species.accepted(), species.presentations()).text(),
                    rate(species.apnrr()),
                    Rate.of(species.missedStrict(), species.responses()).text(),
                    Rate.of(species.missedLenient(), species.responses()).text(),
                    species.livenessFailed(),
                    species.livenessDoubted(),
                    species.livenessPassed(),
                    species.continuityFailed(),
                    species.continuityDoubted(),
                    species.captureRefused());
        }
        BonaFide living = summary.bonaFide();
        page.append("</table><table><tr><th>point</th><th>an attack is what liveness or continuity</th>"
                + "<th>worst APCER of the detector</th><th>BPCER</th></tr>");
        cells(
                "strict",
                "fails or doubts",
                rate(summary.maxPadApcerStrict()),
                Rate.of(living.rejectedStrict(), living.presentations()).text());
        cells(
                "lenient",
                "fails",
                rate(summary.maxPadApcerLenient()),
                Rate.of(living.rejected(), living.presentations()).text());
        page.append(
                "</table><p>The detector is liveness and continuity; the system also refuses by the actions, the match and the capture. Bona fide: %d presentations, %d doubted by liveness (%s); BPNRR %s (%d not answered, their capture refused).</p>"
                        .formatted(
                                living.presentations(),
                                living.doubted(),
                                rate(living.doubtRate()),
                                rate(living.bpnrr()),
                                living.nonResponses()));
        page.append("<p>Failures to acquire, of clips of living people that were meant to be judged: ")
                .append(
                        summary.acquisitionFailures().isEmpty()
                                ? "none"
                                : summary.acquisitionFailures().entrySet().stream()
                                        .map(code -> code.getKey() + " " + code.getValue())
                                        .collect(Collectors.joining(", ")))
                .append(".</p>");
    }

    private void instructions(Map<String, Map<String, Integer>> instructions) {
        Set<String> codes = new TreeSet<>();
        instructions.values().forEach(counts -> codes.addAll(counts.keySet()));
        codes.remove("clips");
        page.append(
                "<h2>Capture quality by species: refusals and advice</h2><table><tr><th>species</th><th>clips</th>");
        codes.forEach(code -> page.append("<th>").append(code).append("</th>"));
        page.append("</tr>");
        instructions.forEach((species, counts) -> {
            List<Object> values = new ArrayList<>(List.of(species, counts.getOrDefault("clips", 0)));
            codes.forEach(code -> values.add(counts.getOrDefault(code, 0)));
            cells(values.toArray());
        });
        page.append("</table>");
    }

    private void matching(Summary.Matching matching, Summary.@Nullable Enrolment enrolment) {
        page.append(
                "<h2>Matching (ISO/IEC 19795-1)</h2><p>%d comparisons of the right person (mated), %d of another (non-mated), of clips whose capture was not refused. At acceptance FMR %s, FNMR %s; FNMR of those refused outright %s (between the two, %d in all, a person decides); EER %s. With failures to acquire, of a transaction of one clip: FAR %s, FRR %s.</p>"
                        .formatted(
                                matching.mated(),
                                matching.nonMated(),
                                rate(matching.fmr()),
                                rate(matching.fnmr()),
                                rate(matching.fnmrAtReject()),
                                matching.uncertain(),
                                rate(matching.equalErrorRate()),
                                rate(matching.far()),
                                rate(matching.frr())));
        if (enrolment != null && enrolment.photos() > 0) {
            page.append(
                    "<p>%d reference photos, of which the product enrols %d. Of the others %d had one face to compare with and were used all the same; the rows of %d are errors.</p>"
                            .formatted(
                                    enrolment.photos(),
                                    enrolment.photos() - enrolment.refused(),
                                    enrolment.refused() - enrolment.unusable(),
                                    enrolment.unusable()));
        }
        page.append(det(matching.det()));
    }

    /** Both rates on logarithmic axes, as decades of error. */
    static String det(Det det) {
        if (det.mated() == 0 || det.nonMated() == 0) {
            return "<p>No DET plot: it takes comparisons of the right person and of others.</p>";
        }
        double floor = Math.log10(0.5 / Math.max(det.mated(), det.nonMated()));
        List<double[]> line = new ArrayList<>();
        for (Det.Point point : det.points()) {
            line.add(new double[] {decade(point.fmr(), floor), decade(point.fnmr(), floor)});
        }
        return Svg.chart(
                "DET: log10 FNMR over log10 FMR",
                320,
                floor,
                0,
                floor,
                0,
                List.of(),
                List.of(new Svg.Line("", "#2b6cb0", line)));
    }

    private static double decade(@Nullable Double rate, double floor) {
        return Math.max(floor, Math.log10(Objects.requireNonNull(rate)));
    }

    private void actions(Summary summary) {
        page.append("<h2>Actions against the ground truth</h2><table><tr><th>action</th><th>prompts</th><th>found</th>"
                + "<th>found, not done</th><th>done, not found</th><th>precision</th><th>recall</th><th>F1</th>"
                + "<th>onset error median s</th><th>p95 s</th></tr>");
        List<ActionRates> rows = new ArrayList<>(summary.actions());
        rows.add(summary.allActions());
        for (ActionRates rates : rows) {
            cells(
                    rates.action(),
                    rates.prompts(),
                    rates.truePositives(),
                    rates.falsePositives(),
                    rates.falseNegatives(),
                    rate(rates.precision()),
                    rate(rates.recall()),
                    rate(rates.f1()),
                    rate(rates.onsetErrorMedian()),
                    rate(rates.onsetErrorP95()));
        }
        page.append("</table>");
    }

    private void rows(String title, List<Row> rows) {
        page.append("<h2>").append(title).append("</h2>");
        if (rows.isEmpty()) {
            page.append("<p>None.</p>");
            return;
        }
        page.append("<table><tr><th>clip</th><th>row</th><th>species</th><th>expected</th><th>got</th></tr>");
        rows.forEach(row -> cells(row.clip(), row.number(), row.species(), row.expected(), row.got()));
        page.append("</table>");
    }

    private void cells(Object... values) {
        cells(page, values);
    }

    private static void cells(StringBuilder table, Object... values) {
        table.append("<tr>");
        for (Object value : values) {
            table.append("<td>").append(Svg.escape(String.valueOf(value))).append("</td>");
        }
        table.append("</tr>");
    }

    static String rate(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }
}
