package org.proofoflife.ops.pages;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A script of {@code ingest-api/web/e2e} in a process of its own. Lines that begin with » direct the performer. */
public final class PageScript {

    private static final String DIRECTION = "» ";

    private final Path web;
    private final Consumer<String> directions;
    private final Consumer<String> output;

    /** @param web folder of the pages' sources, with the packages that the build has installed */
    public PageScript(Path web, Consumer<String> directions, Consumer<String> output) {
        this.web = web;
        this.directions = directions;
        this.output = output;
    }

    /** @return the exit code */
    public int run(String name, Map<String, String> settings) {
        ProcessBuilder builder = new ProcessBuilder("node", "e2e/" + name)
                .directory(web.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(settings);
        Process process = start(builder);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(DIRECTION)) {
                    directions.accept(line.substring(DIRECTION.length()));
                } else {
                    output.accept(line);
                }
            }
            return process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a page script runs", e);
        } finally {
            end(process);
        }
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Node 20 or newer is needed", e);
        }
    }

    /** The browser goes with it. */
    private static void end(Process process) {
        if (!process.isAlive()) {
            return;
        }
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
