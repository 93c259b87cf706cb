package org.proofoflife.ops.evaluate;

import org.proofoflife.ops.evaluate.PairsEvaluation.PairResult;
import org.proofoflife.ops.evaluate.PairsEvaluation.PairsSummary;
import org.proofoflife.verification.report.Svg;

/** The comparison of pairs as a page. */
final class PairsReport {

    private PairsReport() {}

    static String html(PairsSummary summary) {
        StringBuilder page = new StringBuilder("""
                <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Pairs</title><style>
                body{font:16px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:66rem;padding:0 1rem;color:#1a202c}
                table{border-collapse:collapse}th,td{text-align:left;padding:.25rem .6rem;border-bottom:1px solid #e2e8f0}
                svg{width:100%;height:auto}.grid{stroke:#e2e8f0}.tick{font-size:11px;fill:#4a5568}svg text{font-size:12px}
                </style></head><body><h1>Pairs</h1>
                """);
        page.append("<p>%d pairs, %d could not be compared; %d photos, %d without a usable face.</p>"
                .formatted(summary.pairs(), summary.errors(), summary.photos(), summary.failuresToEnrol()));
        page.append(SummaryReport.table(summary.rates()));
        summary.det().forEach((matcher, det) -> page.append("<h2>")
                .append(Svg.escape(matcher))
                .append("</h2><p>EER ")
                .append(SummaryReport.rate(det.equalErrorRate()))
                .append("</p>")
                .append(SummaryReport.det(det)));
        page.append("<h2>Comparisons</h2><table><tr><th>a</th><th>b</th><th>same</th><th>scores</th></tr>");
        for (PairResult result : summary.results()) {
            page.append("<tr><td>")
                    .append(Svg.escape(result.a()))
                    .append("</td><td>")
                    .append(Svg.escape(result.b()))
                    .append("</td><td>")
                    .append(result.same() == null ? "-" : result.same())
                    .append("</td><td>")
                    .append(Svg.escape(result.error() == null ? result.scores().toString() : result.error()))
                    .append("</td></tr>");
        }
        return page.append("</table></body></html>\n").toString();
    }
}
