package org.proofoflife.ops.pages;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ops.demo.ChannelClient;
import org.proofoflife.ops.demo.DemoCommand;
import org.proofoflife.ops.fixtures.animate.Animator;
import org.proofoflife.ops.fixtures.portrait.Portrait;
import org.proofoflife.ops.standalone.Standalone;
import org.proofoflife.ops.standalone.StandaloneSettings;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** {@code ops/screens}: what people see, on paper. */
@Command(
        name = "screens",
        mixinStandardHelpOptions = true,
        description = {
            "Starts everything on this machine, plays the demo, visits every page with people in front of the camera and"
                    + " writes a PNG of every state, desktop and phone, zh-CN and en.",
            "The pictures show faces: they belong into no repository."
        })
public final class ScreensCommand implements Callable<Integer> {

    /** So that a picture of what happens after them is to be had in minutes, and one of the bureau's own log-in at all. */
    private static final Map<String, String> LIMITS = Map.of(
            "ingest.challenge.lifetime", "120s",
            "batch.retention.clips", "1s",
            "ingest.console.oidc.issuer-uri", "https://login.bureau.example");

    /** The only area whose pages show what others did. */
    private static final String CONSOLE = "console";

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Folder of the pictures; made if there is none.")
    private @Nullable Path pictures;

    @Option(
            names = "--only",
            paramLabel = "AREA",
            description = "certify, refusals, centre, console or developers; may be given several times.")
    private List<String> areas = List.of();

    @Override
    public Integer call() throws IOException {
        Path target = Files.createDirectories(
                java.util.Objects.requireNonNull(pictures).toAbsolutePath());
        PrintWriter err = java.util.Objects.requireNonNull(spec).commandLine().getErr();
        Consumer<String> progress = line -> {
            err.println("» " + line);
            err.flush();
        };
        Path folder = Files.createTempDirectory("proof-of-life-screens-");
        try (Standalone standalone = Standalone.start(
                StandaloneSettings.anyPorts(folder.resolve("data")).withLimits(LIMITS))) {
            progress.accept("everything is up");
            if (areas.isEmpty() || areas.contains(CONSOLE)) {
                DemoCommand.play(standalone, progress);
            }
            try (Animator animator = Animator.open();
                    Performer performer =
                            new Performer(animator, folder.resolve("camera.y4m"), Visitor.portraits(), 11)) {
                register(standalone, animator);
                int exit = new PageScript(web(), performer::follow, progress)
                        .run("screens.mjs", settings(standalone, performer, target));
                spec.commandLine().getOut().println("pictures in " + target);
                return exit;
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static void register(Standalone standalone, Animator animator) {
        ChannelClient channel = new ChannelClient(standalone.url(), standalone.apiKey());
        for (Visitor visitor : Visitor.values()) {
            channel.register(visitor.ref(), visitor.registration());
            Portrait portrait = visitor.portrait();
            if (portrait != null) {
                channel.enrol(visitor.ref(), animator.passportPhoto(portrait));
            }
        }
    }

    private Map<String, String> settings(Standalone standalone, Performer performer, Path target) {
        Map<String, String> settings = new HashMap<>();
        settings.put("BASE_URL", standalone.url());
        settings.put("SHOTS", target.toString());
        settings.put("CLIP", performer.file().toString());
        settings.put("VISITORS", JsonMapper.builder().build().writeValueAsString(Visitor.forScripts()));
        settings.put("LOGINS", standalone.consoleLoginsFile().toString());
        settings.put("BATCH_URL", standalone.batchUrl());
        settings.put("OPERATOR_TOKEN", standalone.operatorToken());
        settings.put("MAILBOX", standalone.folder().resolve("mailbox").toString());
        settings.put("AREAS", String.join(",", areas));
        return settings;
    }

    /** The scripts and the packages that the build installed for them. */
    static Path web() {
        return Path.of(System.getProperty("pol.root", ".")).resolve("ingest-api/web");
    }
}
