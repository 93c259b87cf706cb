package org.proofoflife.ingest.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.proofoflife.storage.certification.Action;
import org.proofoflife.storage.certification.Challenge;
import org.proofoflife.storage.certification.Prompt;

class ChallengeIssuerTest {

    private static final ChallengeProperties PROPERTIES =
            new ChallengeProperties(Duration.ofSeconds(16), Duration.ofSeconds(2), Duration.ofMinutes(10));

    @Property(seed = "20261124")
    void everyChallengeCanBeFollowedWithinTheRecording(@ForAll long seed) {
        Challenge challenge = new ChallengeIssuer(new Random(seed), PROPERTIES).issue();
        List<Action> actions = challenge.prompts().stream().map(Prompt::action).toList();

        assertThat(actions).hasSizeBetween(2, 4).doesNotHaveDuplicates();
        assertThat(actions).containsAnyOf(Action.TURN_LEFT, Action.TURN_RIGHT);
        assertThat(actions).containsAnyOf(Action.BLINK, Action.OPEN_MOUTH);
        assertThat(ChallengeIssuer.followable(actions)).isTrue();
        double reached = 2.0;
        for (Prompt prompt : challenge.prompts()) {
            Prompt.Window window = prompt.window();
            assertThat(window.start()).isGreaterThanOrEqualTo(reached);
            assertThat(window.end() - window.start()).isGreaterThanOrEqualTo(3.2 - 1e-9);
            reached = window.end();
        }
        assertThat(reached).isLessThanOrEqualTo(15.6);
        assertThat(Challenge.parse(challenge.toString())).isEqualTo(challenge);
    }

    @Test
    void neighboursNeverContradictEachOther() {
        assertThat(ChallengeIssuer.followable(List.of(Action.TURN_LEFT, Action.TURN_RIGHT)))
                .isFalse();
        assertThat(ChallengeIssuer.followable(List.of(Action.LOOK_UP, Action.NOD)))
                .isFalse();
        assertThat(ChallengeIssuer.followable(List.of(Action.TURN_LEFT, Action.BLINK, Action.TURN_RIGHT)))
                .isTrue();
    }

    @Test
    void challengesVaryInActionsAndTimes() {
        ChallengeIssuer issuer = new ChallengeIssuer(new Random(7), PROPERTIES);
        List<Challenge> issued =
                IntStream.range(0, 1000).mapToObj(n -> issuer.issue()).toList();
        Set<Action> seen = new HashSet<>();
        issued.forEach(challenge -> challenge.prompts().forEach(prompt -> seen.add(prompt.action())));

        assertThat(seen).containsExactlyInAnyOrder(Action.values());
        assertThat(new HashSet<>(issued)).hasSizeGreaterThan(900);
        assertThat(issued.stream()
                        .map(challenge ->
                                challenge.prompts().stream().map(Prompt::action).toList())
                        .distinct())
                .hasSizeGreaterThan(150);
    }
}
