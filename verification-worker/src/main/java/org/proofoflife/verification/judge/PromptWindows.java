package org.proofoflife.verification.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.Prompt;
import org.proofoflife.verification.judge.policy.Policy;

/** Moves each window to where its prompt was really shown. */
final class PromptWindows {

    private PromptWindows() {}

    /**
     * The client reports the offsets, and could fit the windows to a recording made before the challenge was known: one
     * delay common to all prompts is believed, and a little difference between them, as far as no window overtakes another.
     *
     * @param offsets seconds at which each prompt was shown; a missing one leaves its window as issued
     */
    static List<Prompt> shifted(List<Prompt> prompts, @Nullable List<Double> offsets, Policy.ChallengeRules rules) {
        if (offsets == null) {
            return prompts;
        }
        double limit = rules.maxOffsetShift();
        double common = Math.max(-limit, Math.min(limit, Stats.median(shifts(prompts, offsets))));
        List<Prompt> shifted = new ArrayList<>();
        double end = 0;
        for (int i = 0; i < prompts.size(); i++) {
            Prompt prompt = prompts.get(i);
            Prompt.Window window = prompt.window();
            if (window == null || i >= offsets.size()) {
                shifted.add(prompt);
                continue;
            }
            double apart = rules.maxOffsetDifference();
            double shift = Math.max(common - apart, Math.min(common + apart, offsets.get(i) - window.start()));
            double start = Math.max(end, window.start() + shift);
            end = start + window.end() - window.start();
            shifted.add(new Prompt(prompt.action(), new Prompt.Window(start, end)));
        }
        return shifted;
    }

    private static double[] shifts(List<Prompt> prompts, List<Double> offsets) {
        return IntStream.range(0, Math.min(prompts.size(), offsets.size()))
                .filter(i -> prompts.get(i).window() != null)
                .mapToDouble(i -> offsets.get(i) - windowStart(prompts.get(i)))
                .toArray();
    }

    private static double windowStart(Prompt prompt) {
        Prompt.Window window = prompt.window();
        return window == null ? Double.NaN : window.start();
    }
}
