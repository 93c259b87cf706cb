package org.proofoflife.verification.report;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.OutcomeCode;
import org.proofoflife.storage.certification.OutcomeText;
import org.proofoflife.storage.certification.OutcomeTexts;
import org.proofoflife.verification.Verification.KeyFrame;
import org.proofoflife.verification.judge.Judgement;
import org.proofoflife.verification.report.Timeline.Sample;

/** One clip's judgement as a page that needs nothing but itself: plots against the prompts, and the key frames. */
public final class ClipReport {

    private static final String PROMPT = "#2b6cb0";
    private static final String FOUND = "#2f855a";
    private static final String UNASKED = "#c53030";

    private ClipReport() {}

    /** @param title e.g. the clip's file name */
    public static String html(String title, Timeline timeline, List<KeyFrame> keyFrames) {
        StringBuilder page = new StringBuilder();
        page.append("""
                <!doctype html><html lang="en"><head><meta charset="utf-8"><title>%s</title><style>
                body{font:16px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:62rem;padding:0 1rem;color:#1a202c}
                h1{font-size:1.4rem}.outcome{padding:.7rem 1rem;border-left:.5rem solid;background:#f7fafc}
                .CERTIFIED{border-color:#2f855a}.REJECTED{border-color:#c53030}.UNDER_REVIEW{border-color:#b7791f}
                table{border-collapse:collapse;width:100%%;margin:.6rem 0}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #e2e8f0;vertical-align:top}
                svg{width:100%%;height:auto;margin:.3rem 0}.grid{stroke:#e2e8f0}.tick,.band{font-size:11px;fill:#4a5568}svg text{font-size:12px}.title{font-weight:600}
                .frames{display:flex;flex-wrap:wrap;gap:.8rem}.frames img{height:11rem}figure{margin:0}figcaption{font-size:.85rem}
                .PASS{color:#2f855a}.REVIEW{color:#b7791f}.FAIL{color:#c53030}
                </style></head><body>
                """.formatted(Svg.escape(title)));
        page.append("<h1>").append(Svg.escape(title)).append("</h1>");
        outcome(page, timeline);
        axes(page, timeline);
        actions(page, timeline);
        page.append("<h2>Over time</h2>");
        plots(page, timeline);
        frames(page, keyFrames);
        page.append("<p>")
                .append(Svg.escape("Policy " + timeline.policyVersion() + " · clip sha256 "
                        + timeline.clip().sha256() + " · " + timeline.clip().width() + "x"
                        + timeline.clip().height() + " " + timeline.clip().codec()
                        + (timeline.mirrored() ? " mirrored" : "")))
                .append("</p>");
        return page.append("</body></html>\n").toString();
    }

    private static void outcome(StringBuilder page, Timeline timeline) {
        OutcomeCode code = timeline.outcome();
        boolean matched = Judgement.isFaceMatched(timeline.axes());
        OutcomeText zh = OutcomeTexts.of(code, matched, Locale.SIMPLIFIED_CHINESE);
        OutcomeText en = OutcomeTexts.of(code, matched, Locale.ENGLISH);
        page.append("<div class='outcome ")
                .append(code.state())
                .append("'><strong>")
                .append(code)
                .append("</strong><br>")
                .append(Svg.escape(en.title()))
                .append("<br><span lang='zh'>")
                .append(Svg.escape(zh.title()))
                .append("</span>");
        for (OutcomeCode reason : timeline.reasons()) {
            page.append("<br>")
                    .append(reason)
                    .append(": ")
                    .append(Svg.escape(OutcomeTexts.of(reason, Locale.ENGLISH).hint()));
        }
        page.append("</div>");
    }

    private static void axes(StringBuilder page, Timeline timeline) {
        page.append("<table><tr><th>Axis</th><th>Band</th><th>Score</th><th>Reasons</th><th>Signals</th></tr>");
        for (Judgement.AxisResult axis : timeline.axes()) {
            String signals = axis.signals().stream()
                    .map(signal -> Svg.escape(signal.name()) + " "
                            + (signal.value() == null ? "not measured" : number(signal.value()))
                            + (signal.threshold() == null ? "" : " (" + number(signal.threshold()) + ")"))
                    .collect(Collectors.joining(", "));
            page.append("<tr><td>")
                    .append(axis.axis())
                    .append("</td><td class='")
                    .append(axis.band())
                    .append("'>")
                    .append(axis.band())
                    .append("</td><td>")
                    .append(number(axis.score()))
                    .append("</td><td>")
                    .append(axis.reasons().stream().map(Enum::name).collect(Collectors.joining("<br>")))
                    .append("</td><td>")
                    .append(signals)
                    .append("</td></tr>");
        }
        page.append("</table>");
    }

    private static void actions(StringBuilder page, Timeline timeline) {
        if (timeline.actions().isEmpty()) {
            return;
        }
        page.append("<table><tr><th>Action</th><th>Seen</th><th>Start s</th><th>Peak s</th><th>End s</th></tr>");
        for (Judgement.ActionResult action : timeline.actions()) {
            page.append("<tr><td>")
                    .append(action.action())
                    .append("</td><td>")
                    .append(action.prompt() < 0 ? "not asked for" : action.found() ? "yes" : "no")
                    .append("</td><td>")
                    .append(action.found() ? number(action.start()) : "")
                    .append("</td><td>")
                    .append(action.found() ? number(action.peak()) : "")
                    .append("</td><td>")
                    .append(action.found() ? number(action.end()) : "")
                    .append("</td></tr>");
        }
        page.append("</table>");
    }

    private static void plots(StringBuilder page, Timeline timeline) {
        double to = timeline.samples().isEmpty()
                ? 1
                : timeline.samples().get(timeline.samples().size() - 1).time();
        List<Svg.Band> bands = new ArrayList<>();
        timeline.prompts().stream()
                .filter(prompt -> prompt.start() != null && prompt.end() != null)
                .forEach(prompt -> bands.add(new Svg.Band(
                        prompt.action().name(),
                        PROMPT,
                        Objects.requireNonNull(prompt.start()),
                        Objects.requireNonNull(prompt.end()))));
        timeline.actions().stream()
                .filter(Judgement.ActionResult::found)
                .forEach(action -> bands.add(
                        new Svg.Band("", action.prompt() < 0 ? UNASKED : FOUND, action.start(), action.end())));
        List<Sample> samples = timeline.samples();
        page.append(Svg.chart(
                "Head, degrees",
                220,
                0,
                to,
                -20,
                20,
                bands,
                List.of(
                        line("yaw (left +)", "#2b6cb0", samples, Sample::yaw),
                        line("pitch (down +)", "#c05621", samples, Sample::pitch),
                        line("roll", "#718096", samples, Sample::roll))));
        page.append(Svg.chart(
                "Eyes, aspect ratio",
                160,
                0,
                to,
                0.1,
                0.35,
                bands,
                List.of(
                        line("left", "#2b6cb0", samples, Sample::eyeLeft),
                        line("right", "#c05621", samples, Sample::eyeRight))));
        page.append(Svg.chart(
                "Mouth, aspect ratio",
                140,
                0,
                to,
                0,
                0.5,
                bands,
                List.of(line("mouth", "#2b6cb0", samples, Sample::mouth))));
        page.append(Svg.chart(
                "PAD and similarity",
                160,
                0,
                to,
                0,
                1,
                bands,
                List.of(
                        line("bona fide", "#2f855a", measured(samples, Sample::pad), Sample::pad),
                        line("similarity", "#6b46c1", measured(samples, Sample::similarity), Sample::similarity))));
        page.append(Svg.chart(
                "Residual of a plane",
                140,
                0,
                to,
                0,
                0.05,
                bands,
                List.of(line("residual", "#b7791f", measured(samples, Sample::planar), Sample::planar))));
    }

    private static List<Sample> measured(List<Sample> samples, Function<Sample, @Nullable Double> value) {
        return samples.stream().filter(sample -> value.apply(sample) != null).toList();
    }

    private static Svg.Line line(
            String label, String colour, List<Sample> samples, Function<Sample, @Nullable Double> value) {
        return new Svg.Line(
                label,
                colour,
                samples.stream()
                        .map(sample -> {
                            Double y = value.apply(sample);
                            return new double[] {sample.time(), y == null ? Double.NaN : y};
                        })
                        .toList());
    }

    private static void frames(StringBuilder page, List<KeyFrame> keyFrames) {
        if (keyFrames.isEmpty()) {
            return;
        }
        page.append("<h2>Key frames</h2><div class='frames'>");
        for (KeyFrame frame : keyFrames) {
            page.append("<figure><img alt='")
                    .append(Svg.escape(frame.role()))
                    .append("' src='data:image/jpeg;base64,")
                    .append(Base64.getEncoder().encodeToString(frame.jpeg()))
                    .append("'><figcaption>")
                    .append(Svg.escape(frame.role()))
                    .append(" ")
                    .append(number(frame.time()))
                    .append(" s</figcaption></figure>");
        }
        page.append("</div>");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.3f", value);
    }
}
