package org.proofoflife.verification.decode;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.Action;
import org.proofoflife.storage.certification.Challenge;
import org.proofoflife.storage.certification.Prompt;

/**
 * Which frames of a clip are looked at.
 *
 * @param rate frames a second in general
 * @param denseRate frames a second inside {@code dense}
 * @param dense stretches of the clip, in seconds, where something short is expected
 */
public record SamplingPlan(double rate, double denseRate, List<Prompt.Window> dense) {

    private static final double RATE = 10;
    /** A blink lasts 100 to 400 ms, so that 10 a second may miss its bottom. */
    private static final double DENSE_RATE = 30;

    /** How much earlier and later than its window a prompted blink is looked for, seconds. */
    private static final double MARGIN = 0.2;

    public SamplingPlan {
        dense = List.copyOf(dense);
    }

    /** @param offsets when each prompt was really shown; null = as the challenge says */
    public static SamplingPlan of(@Nullable Challenge challenge, @Nullable List<Double> offsets) {
        if (challenge == null) {
            return new SamplingPlan(RATE, DENSE_RATE, List.of());
        }
        List<Prompt> prompts = challenge.prompts();
        if (prompts.stream().anyMatch(prompt -> prompt.action() == Action.BLINK && prompt.window() == null)) {
            return new SamplingPlan(DENSE_RATE, DENSE_RATE, List.of());
        }
        List<Prompt.Window> dense = new java.util.ArrayList<>();
        for (int index = 0; index < prompts.size(); index++) {
            Prompt.Window window = prompts.get(index).window();
            if (prompts.get(index).action() == Action.BLINK && window != null) {
                double start = offsets != null && index < offsets.size() ? offsets.get(index) : window.start();
                double end = Math.max(window.end(), start + window.end() - window.start());
                dense.add(new Prompt.Window(Math.max(0, Math.min(start, window.start()) - MARGIN), end + MARGIN));
            }
        }
        return new SamplingPlan(RATE, DENSE_RATE, dense);
    }

    /** As an expression for ffmpeg's select filter. Half a tick of slack keeps 30 frames a second from becoming 15. */
    String expression() {
        String densely = dense.stream()
                .map(window -> number("between(t,%.3f,%.3f)", window.start(), window.end()))
                .collect(Collectors.joining("+"));
        String due = "gte(t-prev_selected_t,%s)";
        String wait = number("%.4f", 1 / rate - 0.005);
        String interval = densely.isEmpty()
                ? wait
                : "if(" + densely + "," + number("%.4f", 1 / denseRate - 0.005) + "," + wait + ")";
        return "isnan(prev_selected_t)+" + String.format(Locale.ROOT, due, interval);
    }

    private static String number(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
