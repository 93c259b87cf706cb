package org.proofoflife.ingest.challenge;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import org.proofoflife.storage.certification.Action;
import org.proofoflife.storage.certification.Challenge;
import org.proofoflife.storage.certification.Prompt;

@Schema(name = "Challenge", description = "What the person is prompted to do, in order, within one recording")
public record ChallengeView(
        @Schema(description = "Length of the recording, seconds", example = "16")
        double recordingSeconds,

        @Schema(description = "Calm frontal part at the beginning, seconds", example = "2")
        double frontalSeconds,

        List<PromptView> prompts) {

    @Schema(name = "Prompt", description = "Left and right are the person's own")
    public record PromptView(
            Action action,

            @Schema(description = "Spoken and shown to the person, in the caller's language", example = "请缓慢抬头")
            String instruction,

            @Schema(description = "Seconds from the start of the recording", example = "2.4")
            double start,

            @Schema(description = "Seconds from the start of the recording", example = "6.4")
            double end) {}

    public static ChallengeView of(Challenge challenge, ChallengeProperties properties, Locale locale) {
        return new ChallengeView(
                properties.recording().toMillis() / 1000.0,
                properties.frontal().toMillis() / 1000.0,
                challenge.prompts().stream().map(prompt -> view(prompt, locale)).toList());
    }

    private static PromptView view(Prompt prompt, Locale locale) {
        Prompt.Window window = prompt.window();
        if (window == null) {
            throw new IllegalArgumentException("An issued challenge has windows");
        }
        return new PromptView(prompt.action(), ActionTexts.of(prompt.action(), locale), window.start(), window.end());
    }
}
