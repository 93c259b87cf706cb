package org.proofoflife.verification.judge;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proofoflife.storage.certification.Prompt;

/** Moves each window to where its prompt was really shown. */
final class PromptWindows {

    private PromptWindows() {}

    /**
     * @param offsets seconds at which each prompt was shown; a missing one leaves its window as issued
     * @param limit largest shift believed, seconds: the client reports the offsets, and without a limit it could fit
     *     the windows to a recording made before the challenge was known
     */
    static List<Prompt> shifted(List<Prompt> prompts, @Nullable List<Double> offsets, double limit) {
        if (offsets == null) {
            return prompts;
        }
        List<Prompt> shifted = new ArrayList<>();
        for (int i = 0; i < prompts.size(); i++) {
            Prompt prompt = prompts.get(i);
            Prompt.Window window = prompt.window();
            if (window == null || i >= offsets.size()) {
                shifted.add(prompt);
                continue;
            }
            double shift = Math.max(-limit, Math.min(limit, offsets.get(i) - window.start()));
            double start = Math.max(0, window.start() + shift);
            shifted.add(new Prompt(prompt.action(), new Prompt.Window(start, start + window.end() - window.start())));
        }
        return shifted;
    }
}
