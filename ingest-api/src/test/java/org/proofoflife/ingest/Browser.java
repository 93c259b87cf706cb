package org.proofoflife.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** Runs the browser checks of {@code web/e2e} against the application under test. */
@Lazy
class Browser {

    private static final Path WEB = Path.of("web").toAbsolutePath();

    private final Environment environment;

    Browser(Environment environment) {
        this.environment = environment;
    }

    /** Builds the pages into the class path unless they are up to date. */
    static void buildPages() {
        Path target = Path.of("target").toAbsolutePath();
        Process built = start(
                Map.of(), "node", "build.mjs", target.resolve("classes/web").toString(), target.toString());
        assertEnds(built, 600, "the pages are built");
    }

    /** A check that is under way. */
    record Check(String script, Process process) {

        boolean isRunning() {
            return process.isAlive();
        }

        void passes() {
            assertEnds(process, 600, script);
        }
    }

    Check run(String script, Map<String, String> settings) {
        Map<String, String> all = new java.util.HashMap<>(settings);
        all.put("BASE_URL", "http://localhost:" + environment.getProperty("local.server.port") + "/");
        return new Check(script, start(all, "node", "e2e/" + script));
    }

    private static Process start(Map<String, String> settings, String... command) {
        try {
            Path log = Files.createTempFile("browser", ".log");
            ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)))
                    .directory(WEB.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(settings);
            Process process = builder.start();
            LOGS.put(process.pid(), log);
            return process;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("Node is needed for the pages", e);
        }
    }

    private static final Map<Long, Path> LOGS = new java.util.concurrent.ConcurrentHashMap<>();

    private static void assertEnds(Process process, int seconds, String what) {
        try {
            boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            Path log = LOGS.remove(process.pid());
            String output = log == null ? "" : Files.readString(log);
            Files.deleteIfExists(log);
            System.out.println(output);
            assertThat(ended).as(what + " ends in time: " + output).isTrue();
            assertThat(process.exitValue()).as(what + ": " + output).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
