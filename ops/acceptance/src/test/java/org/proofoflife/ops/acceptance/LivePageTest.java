package org.proofoflife.ops.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofoflife.ops.demo.ChannelClient;
import org.proofoflife.ops.fixtures.animate.Animator;
import org.proofoflife.ops.fixtures.portrait.Portrait;
import org.proofoflife.ops.fixtures.portrait.Portraits;
import org.proofoflife.ops.pages.PageScript;
import org.proofoflife.ops.pages.Performer;
import org.proofoflife.ops.standalone.Standalone;
import org.proofoflife.ops.standalone.StandaloneSettings;

/** Two retirees, a browser, a camera and the whole product: from login to certificate. */
class LivePageTest {

    private static final Path WEB =
            Path.of("../../ingest-api/web").toAbsolutePath().normalize();
    private static final int NOT_CERTIFIED = 7;
    /** As many as a retiree has before an appeal: the prompts are random, and now and then one is not recognised. */
    private static final int ATTEMPTS = 3;

    private static final List<Portrait> PEOPLE = Portraits.fit().subList(0, 2);
    private static final List<String> NAMES = List.of("陈建国", "李秀英");
    private static final List<String> NUMBERS = List.of("110101194503071237", "110101194303158012");

    @TempDir
    Path folder;

    @Test
    void certifiesWhoFollowsTheRandomPromptsInFrontOfTheCamera() {
        try (Standalone product = Standalone.start(StandaloneSettings.anyPorts(folder.resolve("data")));
                Animator animator = Animator.open();
                Performer performer = new Performer(animator, folder.resolve("camera.y4m"), PEOPLE, 7)) {
            ChannelClient channel = new ChannelClient(product.url(), product.apiKey());
            for (int i = 0; i < PEOPLE.size(); i++) {
                channel.register("P" + i, NUMBERS.get(i), NAMES.get(i), 300_000);
                channel.enrol("P" + i, animator.passportPhoto(PEOPLE.get(i)));
            }
            certify(product, performer, 0, "desktop", "zh-CN");
            certify(product, performer, 1, "phone", "en");
        }
    }

    private static void certify(Standalone product, Performer performer, int who, String viewport, String language) {
        List<String> said = new ArrayList<>();
        int exit = NOT_CERTIFIED;
        for (int attempt = 0; exit == NOT_CERTIFIED && attempt < ATTEMPTS; attempt++) {
            exit = new PageScript(WEB, performer::follow, said::add)
                    .run(
                            "live.mjs",
                            Map.of(
                                    "BASE_URL", product.url(),
                                    "CLIP", performer.file().toString(),
                                    "PERSON_INDEX", Integer.toString(who),
                                    "PERSON_NAME", NAMES.get(who),
                                    "PERSON_NUMBER", NUMBERS.get(who),
                                    "VIEWPORT", viewport,
                                    "LANGUAGE", language));
        }
        System.out.printf("%s: %s; %.1f pictures a second%n", viewport, said, performer.frameRate());
        assertThat(exit).as(String.join("\n", said)).isZero();
    }
}
