package org.proofoflife.verification.decode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.Action;
import org.proofoflife.storage.certification.Challenge;
import org.proofoflife.storage.certification.Prompt;

/**
 * Which frames of a clip are looked at: the more, the shorter what may be seen there lasts.
 *
 * @param rate frames a second in general
 * @param denser stretches of the clip that are looked at more often; where they overlap the highest rate counts
 */
public record SamplingPlan(double rate, List<Stretch> denser) {

    /**
     * A head takes a second to turn and a mouth half of one to open, so that every fifth of one tells when. Where nothing
     * was asked for, as often: joints are found by a steady clock.
     */
    private static final double MOVEMENT_RATE = 5;
    /** The strokes of a nod and a shake are shorter, and so is fidgeting. */
    private static final double STROKE_RATE = 10;
    /** A blink lasts 100 to 400 ms, so that 10 a second may miss its bottom. */
    private static final double BLINK_RATE = 30;
    /** Without a challenge, or with one that does not say when, anything may happen at any time. */
    private static final double ANY_TIME_RATE = 10;

    /** The recording begins with a calm, frontal part, by which its quality is judged; seconds. */
    private static final double FRONTAL_PART = 2;

    /** How much earlier and later than its window a prompted action is looked for, seconds. */
    private static final double MARGIN = 0.2;

    /**
     * Seconds from the first picture, because sound may begin earlier and the file's clock with it. Where pictures change
     * their size, ffmpeg filters anew and takes the next for the first: that one comes later than any sound allows.
     */
    private static final String SINCE_FIRST = "t-start_t*lt(start_t,3)";

    public SamplingPlan {
        denser = List.copyOf(denser);
    }

    /** @param rate frames a second between two times, seconds */
    public record Stretch(double from, double to, double rate) {}

    /** @param offsets when each prompt was really shown; null = as the challenge says */
    public static SamplingPlan of(@Nullable Challenge challenge, @Nullable List<Double> offsets) {
        if (challenge == null) {
            return new SamplingPlan(ANY_TIME_RATE, List.of());
        }
        List<Prompt> prompts = challenge.prompts();
        if (prompts.stream().anyMatch(prompt -> prompt.window() == null)) {
            return new SamplingPlan(challenge.asksFor(Action.BLINK) ? BLINK_RATE : ANY_TIME_RATE, List.of());
        }
        List<Stretch> denser = new ArrayList<>();
        denser.add(new Stretch(0, FRONTAL_PART, STROKE_RATE));
        for (int index = 0; index < prompts.size(); index++) {
            Prompt.Window window = Objects.requireNonNull(prompts.get(index).window());
            Action action = prompts.get(index).action();
            double start = offsets != null && index < offsets.size() ? offsets.get(index) : window.start();
            double end = Math.max(window.end(), start + window.end() - window.start());
            double from = Math.max(0, Math.min(start, window.start()) - MARGIN);
            denser.add(new Stretch(from, end + MARGIN, rate(action)));
        }
        // Depth is a sign of life. Where no prompt shows it, spontaneous blinks have to, and they may come at any time.
        // Where one is prompted, it is told from the noise of the eyes in the rest of the clip.
        boolean turns = prompts.stream().anyMatch(prompt -> showsDepth(prompt.action()));
        return new SamplingPlan(turns && !challenge.asksFor(Action.BLINK) ? MOVEMENT_RATE : ANY_TIME_RATE, denser);
    }

    private static double rate(Action action) {
        return switch (action) {
            case TURN_LEFT, TURN_RIGHT, LOOK_UP, LOOK_DOWN, OPEN_MOUTH -> MOVEMENT_RATE;
            case NOD, SHAKE -> STROKE_RATE;
            case BLINK -> BLINK_RATE;
        };
    }

    private static boolean showsDepth(Action action) {
        return switch (action) {
            case TURN_LEFT, TURN_RIGHT, LOOK_UP, LOOK_DOWN, NOD, SHAKE -> true;
            case BLINK, OPEN_MOUTH -> false;
        };
    }

    /** As an expression for ffmpeg's select filter. */
    String expression() {
        String wait = wait(rate);
        for (Stretch each : denser.stream()
                .filter(stretch -> stretch.rate() > rate)
                .sorted(Comparator.comparingDouble(Stretch::rate))
                .toList()) {
            wait = number("if(between(" + SINCE_FIRST + ",%.3f,%.3f),", each.from(), each.to()) + wait(each.rate())
                    + "," + wait + ")";
        }
        return "isnan(prev_selected_t)+gte(t-prev_selected_t," + wait + ")";
    }

    /** A little slack keeps 30 frames a second from becoming 15. */
    private static String wait(double rate) {
        return number("%.4f", 1 / rate - 0.005);
    }

    private static String number(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
