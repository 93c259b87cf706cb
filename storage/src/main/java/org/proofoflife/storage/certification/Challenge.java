package org.proofoflife.storage.certification;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The actions a person is prompted to do, in order. Written {@code TURN_LEFT@2.0-5.5,LOOK_UP@6-9}; a prompt without
 * {@code @START-END} has no window and then only its place in the order counts.
 */
public record Challenge(List<Prompt> prompts) {

    private static final Pattern PROMPT =
            Pattern.compile("([A-Z_]+)(?:@(\\d{1,3}(?:\\.\\d{1,3})?)-(\\d{1,3}(?:\\.\\d{1,3})?))?");

    public Challenge {
        prompts = List.copyOf(prompts);
        if (prompts.isEmpty()) {
            throw new IllegalArgumentException("A challenge has at least one action");
        }
        double reached = 0;
        for (Prompt prompt : prompts) {
            if (prompt.window() != null) {
                if (prompt.window().start() < reached) {
                    throw new IllegalArgumentException(
                            "The windows of a challenge follow one another: " + prompt.action());
                }
                reached = prompt.window().end();
            }
        }
    }

    /** @throws IllegalArgumentException with a message for the user, if the text is no challenge */
    public static Challenge parse(String text) {
        return new Challenge(Arrays.stream(text.strip().split("\\s*,\\s*", -1))
                .map(Challenge::parsePrompt)
                .toList());
    }

    private static Prompt parsePrompt(String text) {
        Matcher matcher = PROMPT.matcher(text.toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not ACTION or ACTION@START-END: '" + text + "'");
        }
        Action action = Arrays.stream(Action.values())
                .filter(known -> known.name().equals(matcher.group(1)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Unknown action '" + matcher.group(1) + "', known: " + Arrays.toString(Action.values())));
        return matcher.group(2) == null
                ? new Prompt(action, null)
                : new Prompt(
                        action,
                        new Prompt.Window(Double.parseDouble(matcher.group(2)), Double.parseDouble(matcher.group(3))));
    }

    public boolean asksFor(Action action) {
        return prompts.stream().anyMatch(prompt -> prompt.action() == action);
    }

    @Override
    public String toString() {
        return prompts.stream()
                .map(prompt -> prompt.window() == null
                        ? prompt.action().name()
                        : prompt.action() + "@" + plain(prompt.window().start()) + "-"
                                + plain(prompt.window().end()))
                .collect(Collectors.joining(","));
    }

    private static String plain(double seconds) {
        return BigDecimal.valueOf(seconds).stripTrailingZeros().toPlainString();
    }
}
